package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.testkit.slack.Door.Ack;
import dev.twokey.testkit.slack.Door.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Somebody in front of Slack: what they see, and what their fingers can do. */
public final class SlackPerson {
  private static final int PATIENCE_SECONDS = 30;

  private final FakeSlack slack;
  private final Workspace workspace;
  private final SlackUser user;

  SlackPerson(FakeSlack slack, Workspace workspace, SlackUser user) {
    this.slack = slack;
    this.workspace = workspace;
    this.user = user;
  }

  /**
   * Something on the screen.
   *
   * @param ts its time stamp
   * @param thread in which it stands
   * @param text all that can be read
   * @param buttons labels, in order
   * @param files ids of attached files
   */
  public record Seen(
      String channel,
      String ts,
      Optional<String> thread,
      String text,
      List<String> buttons,
      List<String> files) {
    /** Makes it, with its own copies. */
    public Seen {
      buttons = List.copyOf(buttons);
      files = List.copyOf(files);
    }
  }

  /** Returns the id of the user. */
  public String id() {
    return user.id();
  }

  /** Returns the account as Twokey names it, without the platform. */
  public String account() {
    return user.team() + "/" + user.id();
  }

  /** Returns what they see in a channel and its threads, top to bottom. */
  public List<Seen> sees(String channel) {
    synchronized (workspace) {
      return workspace.room(channel).messages.stream()
          .filter(m -> m.onlyFor.isEmpty() || m.onlyFor.get().equals(user.id()))
          .map(m ->
              new Seen(
                  channel,
                  m.ts,
                  m.thread,
                  Screen.text(m),
                  Screen.buttons(m),
                  m.files.stream().map(f -> f.id).toList()))
          .toList();
    }
  }

  /** Returns what they see in the direct conversation with the app; empty if there is none. */
  public List<Seen> seesDirectly() {
    String id = "D" + user.id().substring(1);
    synchronized (workspace) {
      return workspace.rooms.containsKey(id) ? sees(id) : List.of();
    }
  }

  /** Types a slash command; returns whether Slack had its answer in time. */
  public boolean command(String channel, String line) {
    return command(channel, line, workspace.id("d"));
  }

  /** The same, as a delivery that can be repeated. */
  public boolean command(String channel, String line, String delivery) {
    int blank = line.indexOf(' ');
    ObjectNode payload = WebApi.JSON.createObjectNode();
    String trigger = workspace.trigger(user.id(), delivery);
    payload
        .put("token", "x")
        .put("team_id", user.team())
        .put("team_domain", "team")
        .put("channel_id", channel)
        .put("channel_name", workspace.room(channel).name)
        .put("user_id", user.id())
        .put("user_name", user.name())
        .put("command", blank < 0 ? line : line.substring(0, blank))
        .put("text", blank < 0 ? "" : line.substring(blank + 1))
        .put("api_app_id", Workspace.APP)
        .put("is_enterprise_install", "false")
        .put("response_url", slack.responses().url(channel, Optional.empty(), user.id()))
        .put("trigger_id", trigger);
    Ack ack = await(Kind.COMMAND, payload);
    if (!ack.inTime()) {
      String error = ack.how() == Ack.How.NOBODY_THERE ? "dispatch_failed" : "operation_timeout";
      tell(channel, payload.path("command").asText() + " failed with the error \"" + error + "\"");
    }
    ack.payload().ifPresent(answer -> slack.responses().show(channel, user.id(), answer));
    return ack.inTime();
  }

  /** Writes to the app, in a thread or at the top of a channel. */
  public boolean mention(String channel, Optional<String> thread, String text) {
    String written = "<@" + Workspace.BOT_USER + "> " + escaped(text);
    Message message;
    synchronized (workspace) {
      Room room = workspace.room(channel);
      message = workspace.add(room, user.id(), thread, written, null, Optional.empty());
    }
    ObjectNode event = WebApi.JSON.createObjectNode();
    event
        .put("type", "app_mention")
        .put("user", user.id())
        .put("text", written)
        .put("ts", message.ts)
        .put("channel", channel)
        .put("team", user.team())
        .put("event_ts", message.ts);
    thread.ifPresent(t -> event.put("thread_ts", t));
    if (user.kind() == SlackUser.Kind.BOT) {
      event.put("bot_id", "B" + user.id().substring(1));
    }
    return event(event);
  }

  /** Puts an emoji on a message. */
  public boolean react(String channel, String ts, String emoji) {
    ObjectNode event = WebApi.JSON.createObjectNode();
    synchronized (workspace) {
      Message message =
          workspace.room(channel).message(ts).orElseThrow(() -> new ApiError("message_not_found"));
      message.reactions.add(emoji);
      event.put("item_user", message.user);
    }
    event
        .put("type", "reaction_added")
        .put("user", user.id())
        .put("reaction", emoji)
        .put("event_ts", workspace.ts());
    event.putObject("item").put("type", "message").put("channel", channel).put("ts", ts);
    return event(event);
  }

  private boolean event(ObjectNode event) {
    ObjectNode payload = WebApi.JSON.createObjectNode();
    payload
        .put("token", "x")
        .put("team_id", Workspace.TEAM)
        .put("api_app_id", Workspace.APP)
        .put("type", "event_callback")
        .put("event_id", workspace.id("Ev"))
        .put("event_time", 1);
    payload.set("event", event);
    return await(Kind.EVENT, payload).inTime();
  }

  /** Presses a button. A modal may open. */
  public boolean press(Seen seen, String label) {
    return press(seen, label, workspace.id("d"));
  }

  /** The same, as a delivery that can be repeated. */
  public boolean press(Seen seen, String label, String delivery) {
    ObjectNode payload = interaction("block_actions", delivery);
    synchronized (workspace) {
      Message message =
          workspace
              .room(seen.channel())
              .message(seen.ts())
              .orElseThrow(() -> new AssertionError("the message is gone"));
      JsonNode button =
          Screen.button(message, label)
              .orElseThrow(
                  () -> new AssertionError("no button " + label + " on " + Screen.text(message)));
      payload.putObject("channel").put("id", seen.channel()).put("name", "x");
      payload.set("message", ChatMethods.json(message, true));
      ObjectNode container = payload.putObject("container");
      container.put("type", "message").put("message_ts", seen.ts());
      container.put("channel_id", seen.channel()).put("is_ephemeral", false);
      seen.thread().ifPresent(t -> container.put("thread_ts", t));
      ObjectNode action = button.deepCopy();
      action.put("block_id", "b").put("action_ts", workspace.ts());
      payload.putArray("actions").add(action);
      payload.put("response_url", slack.responses().url(seen.channel(), seen.thread(), user.id()));
    }
    return await(Kind.INTERACTIVE, payload).inTime();
  }

  /** Uses a shortcut on a message. */
  public boolean shortcut(Seen seen, String callback) {
    ObjectNode payload = interaction("message_action", workspace.id("d"));
    synchronized (workspace) {
      Message message =
          workspace
              .room(seen.channel())
              .message(seen.ts())
              .orElseThrow(() -> new AssertionError("the message is gone"));
      payload.put("callback_id", callback).put("message_ts", seen.ts());
      payload.putObject("channel").put("id", seen.channel()).put("name", "x");
      payload.set("message", ChatMethods.json(message, true));
      payload.put("response_url", slack.responses().url(seen.channel(), seen.thread(), user.id()));
    }
    return await(Kind.INTERACTIVE, payload).inTime();
  }

  /** Returns the modal that is open, as it was sent. */
  public Optional<JsonNode> modal() {
    synchronized (workspace) {
      return Optional.ofNullable(workspace.modals.get(user.id())).map(Workspace.Modal::view);
    }
  }

  /** Fills the open modal in and sends it; several choices are separated by line breaks. */
  public boolean submit(Map<String, String> inputs) {
    Workspace.Modal modal;
    synchronized (workspace) {
      modal =
          Optional.ofNullable(workspace.modals.get(user.id()))
              .orElseThrow(() -> new AssertionError("no modal is open"));
    }
    ObjectNode payload = interaction("view_submission", workspace.id("d"));
    ObjectNode view = OtherMethods.full(modal);
    ObjectNode values = view.putObject("state").putObject("values");
    List<String> unknown = new ArrayList<>(inputs.keySet());
    for (JsonNode block : modal.view().path("blocks")) {
      if (block.path("type").asText().equals("input")) {
        unknown.remove(block.path("block_id").asText());
        ModalHands.fill(block, inputs, values);
      }
    }
    if (!unknown.isEmpty()) {
      throw new AssertionError("the modal has no inputs " + unknown + ": " + modal.view());
    }
    payload.set("view", view);
    payload.putArray("response_urls");
    Ack ack = await(Kind.INTERACTIVE, payload);
    if (ack.inTime()) {
      ModalHands.answered(workspace, user.id(), modal, ack.payload());
    }
    return ack.inTime();
  }

  /** Deletes a message, as an administrator can. */
  public void delete(String channel, String ts) {
    synchronized (workspace) {
      workspace.room(channel).messages.removeIf(m -> m.ts.equals(ts));
    }
  }

  /** Returns the text of a file. */
  public String open(String file) {
    return slack.file(file);
  }

  private ObjectNode interaction(String type, String delivery) {
    ObjectNode payload = WebApi.JSON.createObjectNode();
    payload.put("type", type).put("token", "x").put("api_app_id", Workspace.APP);
    payload.putObject("team").put("id", Workspace.TEAM).put("domain", "team");
    payload
        .putObject("user")
        .put("id", user.id())
        .put("username", user.name())
        .put("name", user.name())
        .put("team_id", user.team());
    payload.put("trigger_id", workspace.trigger(user.id(), delivery));
    return payload;
  }

  private void tell(String channel, String text) {
    synchronized (workspace) {
      workspace.add(
          workspace.room(channel),
          "USLACKBOT",
          Optional.empty(),
          text,
          null,
          Optional.of(user.id()));
    }
  }

  private Ack await(Kind kind, ObjectNode payload) {
    return slack.door().send(kind, payload).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
