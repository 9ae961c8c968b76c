package dev.twokey.chat.slack;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppMentionEvent;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.chat.slack.Taking.Outcome;
import dev.twokey.people.Account;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people do in Slack, as inputs: typed commands, mentions, presses, filled modals. Each is
 * acknowledged when it is on record, and not before.
 */
final class SlackDoor {
  private static final Pattern MENTION = Pattern.compile("<@([A-Z0-9]+)(?:\\|[^>]*)?>");

  /** Refusals that the person can mend in the modal, which therefore stays open. */
  private static final Set<ErrorCode> MENDABLE =
      Set.of(
          ErrorCode.PHRASE_WRONG,
          ErrorCode.CONFIRMATION_WRONG,
          ErrorCode.ARGUMENT_INVALID,
          ErrorCode.ARGUMENT_MISSING);

  private final SlackApi api;
  private final Taking taking;
  private final SlackPeople people;
  private final Dialogs dialogs;
  private final Rooms rooms;
  private final Whispers whispers;
  private final Executor threads;
  private final String umbrella;

  SlackDoor(
      SlackApi api,
      Taking taking,
      SlackPeople people,
      Dialogs dialogs,
      Rooms rooms,
      Executor threads) {
    this.api = api;
    this.taking = taking;
    this.people = people;
    this.dialogs = dialogs;
    this.rooms = rooms;
    this.whispers = new Whispers(api);
    this.threads = threads;
    this.umbrella = api.settings().umbrella();
  }

  /** Returns what Bolt calls with each thing that comes, over a socket or by HTTP. */
  App app() {
    App app =
        new App(
            AppConfig.builder()
                .slack(api.slack())
                .singleTeamBotToken(api.settings().botToken().reveal())
                .threadPoolSize(1)
                .build(),
            List.of());
    app.command(Pattern.compile("/.+"), (req, _) -> command(req.getPayload()));
    app.blockAction(
        Pattern.compile(SlackActions.PRESS + "\\d+"), (req, _) -> press(req.getPayload()));
    app.viewSubmission(SlackActions.DIALOG, (req, _) -> submit(req.getPayload()));
    app.event(AppMentionEvent.class, (payload, _) -> mention(payload));
    return app;
  }

  private Response command(SlashCommandPayload typed) {
    String written = Mrkdwn.entities(Optional.ofNullable(typed.getText()).orElse("").strip());
    String text =
        typed.getCommand().equals(umbrella)
            ? "/" + (written.isEmpty() ? "help" : written)
            : (typed.getCommand() + " " + written).strip();
    Conversation where = channel(typed.getChannelId());
    CompletableFuture<Boolean> isIn =
        CompletableFuture.supplyAsync(
            () -> rooms.room(where.channel()).map(Rooms.Room::isMember).orElse(true), threads);
    return switch (taking.take(
        typed.getUserId(),
        false,
        by -> new Inbound.Command(where, by, text, by + ":command:" + typed.getTriggerId()))) {
      case Outcome.Late late -> late(late, where);
      case Outcome.Taken(_, var receipt) -> {
        boolean member = isIn.getNow(true);
        String told = told(receipt, true).orElse("");
        if (!member) {
          told +=
              (told.isEmpty() ? "It is taken in. " : " ")
                  + "I am not in this channel, so cards can't be shown here: type /invite @twokey.";
        }
        yield told.isEmpty() ? Acks.empty() : Acks.ephemeral(told);
      }
    };
  }

  private Response press(BlockActionPayload pressed) {
    BlockActionPayload.Container container = pressed.getContainer();
    Optional<String> thread =
        Optional.ofNullable(container.getThreadTs())
            .filter(t -> !t.equals(container.getMessageTs()));
    Conversation where = new Conversation(SlackChat.NAME, container.getChannelId(), thread);
    String button = Optional.ofNullable(pressed.getActions().getFirst().getValue()).orElse("");
    var dialog = dialogs.of(where.channel(), container.getMessageTs(), button);
    if (dialog.isPresent()) {
      String view = Dialogs.modal(dialog.get(), new Dialogs.About(where, button)).toString();
      threads.execute(() -> open(pressed.getTriggerId(), view, where, pressed.getUser().getId()));
      return Acks.empty();
    }
    return switch (taking.take(
        pressed.getUser().getId(),
        false,
        by ->
            new Inbound.Click(
                where, by, button, java.util.Map.of(), by + ":press:" + pressed.getTriggerId()))) {
      case Outcome.Late late -> late(late, where);
      case Outcome.Taken(var by, var receipt) -> {
        told(receipt, false).ifPresent(text -> whisper(where, by, text));
        yield Acks.empty();
      }
    };
  }

  private void open(String trigger, String view, Conversation where, String user) {
    Answer<?> opened = api.call(c -> c.viewsOpen(r -> r.triggerId(trigger).viewAsString(view)));
    if (!(opened instanceof Answer.Ok<?>)) {
      whispers.whisper(
          where,
          new Account(SlackChat.NAME, "/" + user),
          "The dialog could not be opened in time. Nothing was done: press the button again.");
    }
  }

  private Response submit(ViewSubmissionPayload sent) {
    Optional<Dialogs.About> about = Dialogs.about(sent.getView().getPrivateMetadata());
    if (about.isEmpty()) {
      return Acks.view(
          Dialogs.saying("Too old", "This dialog is too old. Press the button again."));
    }
    Conversation where = about.get().where();
    return switch (taking.take(
        sent.getUser().getId(),
        false,
        by ->
            new Inbound.Click(
                where,
                by,
                about.get().button(),
                Dialogs.inputs(sent.getView().getState()),
                by + ":dialog:" + sent.getTriggerId()))) {
      case Outcome.Late late -> late(late, where);
      case Outcome.Taken(_, var receipt) -> submitted(sent, receipt);
    };
  }

  private static Response submitted(ViewSubmissionPayload sent, Receipt receipt) {
    Optional<String> told = told(receipt, false);
    if (told.isEmpty()) {
      return Acks.empty();
    }
    Optional<String> input =
        sent.getView().getState().getValues().keySet().stream().reduce((_, last) -> last);
    boolean mendable = receipt.refusal().map(Problem::code).filter(MENDABLE::contains).isPresent();
    return mendable && input.isPresent()
        ? Acks.error(input.get(), told.get())
        : Acks.view(Dialogs.saying("Not done", told.get()));
  }

  private Response mention(EventsApiPayload<AppMentionEvent> payload) {
    AppMentionEvent event = payload.getEvent();
    Optional<SlackPeople.Self> self = people.self();
    if (self.isEmpty()) {
      return Acks.none(); // Slack sends it again
    } else if (event.getUser() == null || event.getUser().equals(self.get().user())) {
      return Acks.empty();
    }
    Conversation where =
        new Conversation(
            SlackChat.NAME, event.getChannel(), Optional.ofNullable(event.getThreadTs()));
    String text = command(event.getText(), self.get().user());
    return switch (taking.take(
        event.getUser(),
        event.getBotId() != null,
        by -> new Inbound.Command(where, by, text, by + ":event:" + payload.getEventId()))) {
      case Outcome.Late _ -> Acks.none(); // Slack sends it again, with the same key
      case Outcome.Taken(var by, var receipt) -> {
        told(receipt, true).ifPresent(told -> whisper(where, by, told));
        yield Acks.empty();
      }
    };
  }

  /** Returns what was said to the bot as a command: what follows its name. */
  private static String command(@Nullable String written, String self) {
    String text = written == null ? "" : written;
    Matcher mention = MENTION.matcher(text);
    String said = text;
    while (mention.find()) {
      if (mention.group(1).equals(self)) {
        said = text.substring(mention.end());
        break;
      }
    }
    String command = Mrkdwn.typed(said).strip();
    return command.startsWith("/") ? command : "/" + (command.isEmpty() ? "help" : command);
  }

  /** Returns what the sender alone is told; a refusal that stands on a card is not told twice. */
  private static Optional<String> told(Receipt receipt, boolean isCommand) {
    boolean onCard = isCommand && receipt.recorded() && !receipt.subject().isEmpty();
    if (receipt.refusal().isPresent() && !onCard) {
      return receipt.refusal().map(Problem::line);
    }
    return receipt.recorded() || receipt.refusal().isPresent()
        ? Optional.empty()
        : Optional.of("Done, but not recorded: the journal can't be written now.");
  }

  private Response late(Outcome.Late late, Conversation where) {
    Taking.tellLater(
        late,
        taken -> {
          String became = told(taken.receipt(), false).orElse("It is on record now, and goes on.");
          whisper(where, taken.by(), "That took longer than Slack waits. " + became);
        });
    return Acks.none();
  }

  private void whisper(Conversation where, Account to, String text) {
    threads.execute(() -> whispers.whisper(where, to, text));
  }

  private static Conversation channel(String id) {
    return new Conversation(SlackChat.NAME, id, Optional.empty());
  }
}
