package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.testkit.slack.SlackUser.Kind;
import dev.twokey.testkit.slack.WebApi.Args;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Modals, files, people, channels, and who is asking. */
final class OtherMethods {
  private static final int VIEW_MAX = 250_000;

  private final Workspace workspace;
  private final Supplier<String> web;
  private final Supplier<String> socket;

  OtherMethods(Workspace workspace, Supplier<String> web, Supplier<String> socket) {
    this.workspace = workspace;
    this.web = web;
    this.socket = socket;
  }

  Map<String, WebApi.Method> methods() {
    return Map.ofEntries(
        Map.entry("auth.test", this::authTest),
        Map.entry("apps.connections.open", _ -> object().put("url", socket.get())),
        Map.entry("views.open", this::open),
        Map.entry("users.info", this::user),
        Map.entry("conversations.info", this::channel),
        Map.entry("conversations.open", this::direct),
        Map.entry("files.getUploadURLExternal", this::uploadUrl),
        Map.entry("files.completeUploadExternal", this::share),
        Map.entry("files.delete", this::deleteFile));
  }

  private ObjectNode authTest(Args args) {
    return object()
        .put("url", web.get())
        .put("team", "Team")
        .put("user", "twokey")
        .put("team_id", Workspace.TEAM)
        .put("user_id", Workspace.BOT_USER)
        .put("bot_id", Workspace.BOT)
        .put("is_enterprise_install", false);
  }

  private ObjectNode open(Args args) {
    JsonNode view = view(args);
    synchronized (workspace) {
      String user = workspace.exchange(args.need("trigger_id"));
      Workspace.Modal modal = new Workspace.Modal(workspace.id("V"), workspace.ts() + ".h", view);
      workspace.modals.put(user, modal);
      ObjectNode answer = object();
      answer.set("view", full(modal));
      return answer;
    }
  }

  private static JsonNode view(Args args) {
    JsonNode view =
        args.json("view", "invalid_arguments").orElseThrow(() -> new ApiError("invalid_arguments"));
    List<String> wrong = BlockRules.modal(view);
    if (!wrong.isEmpty()) {
      throw new ApiError("invalid_arguments", wrong.stream().map(w -> "[ERROR] " + w).toList());
    } else if (view.toString().length() > VIEW_MAX) {
      throw new ApiError("view_too_large");
    }
    return view;
  }

  /** Returns a view as Slack tells of it. */
  static ObjectNode full(Workspace.Modal modal) {
    ObjectNode view = modal.view().deepCopy();
    view.put("id", modal.id());
    view.put("hash", modal.hash());
    view.put("team_id", Workspace.TEAM);
    view.put("app_id", Workspace.APP);
    view.put("bot_id", Workspace.BOT);
    return view;
  }

  private ObjectNode user(Args args) {
    SlackUser user = workspace.user(args.need("user"));
    ObjectNode answer = object();
    answer
        .putObject("user")
        .put("id", user.id())
        .put("team_id", user.team())
        .put("name", user.name())
        .put("deleted", false)
        .put("is_restricted", user.kind().name().endsWith("GUEST"))
        .put("is_ultra_restricted", user.kind() == Kind.SINGLE_CHANNEL_GUEST)
        .put("is_stranger", user.kind() == Kind.STRANGER)
        .put("is_bot", user.kind() == Kind.BOT);
    return answer;
  }

  private ObjectNode channel(Args args) {
    synchronized (workspace) {
      Room room = workspace.room(args.need("channel"));
      ObjectNode answer = object();
      answer
          .putObject("channel")
          .put("id", room.id)
          .put("name", room.name)
          .put("is_archived", room.archived)
          .put("is_ext_shared", room.sharedWithOthers)
          .put("is_member", room.members.contains(Workspace.BOT_USER));
      return answer;
    }
  }

  private ObjectNode direct(Args args) {
    synchronized (workspace) {
      SlackUser user = workspace.user(args.need("users"));
      String id = "D" + user.id().substring(1);
      Room room = workspace.rooms.computeIfAbsent(id, _ -> new Room(id, user.name()));
      room.members.addAll(List.of(user.id(), Workspace.BOT_USER));
      ObjectNode answer = object();
      answer.putObject("channel").put("id", id);
      return answer;
    }
  }

  private ObjectNode uploadUrl(Args args) {
    synchronized (workspace) {
      int length = args.text("length").map(Integer::parseInt).orElse(0);
      String name = args.need("filename");
      if (length <= 0) {
        throw new ApiError("missing_argument");
      } else if (args.text("snippet_type").isPresent() && length > 1 << 20) {
        throw new ApiError("snippet_too_large");
      }
      SlackFile file = new SlackFile(workspace.id("F"), name, length);
      workspace.files.put(file.id, file);
      return object().put("upload_url", web.get() + "upload/" + file.id).put("file_id", file.id);
    }
  }

  private ObjectNode share(Args args) {
    synchronized (workspace) {
      JsonNode wanted =
          args.json("files", "invalid_arguments").orElseThrow(() -> new ApiError("no_files"));
      Optional<Room> room = args.text("channel_id").map(workspace::room);
      if (room.filter(r -> !r.members.contains(Workspace.BOT_USER)).isPresent()) {
        throw new ApiError("not_in_channel");
      }
      List<SlackFile> files = new ArrayList<>();
      for (JsonNode each : wanted) {
        @Nullable SlackFile file = workspace.files.get(each.path("id").asText());
        if (file == null || !file.uploaded || file.shared) {
          throw new ApiError("file_not_found");
        }
        files.add(file);
      }
      ObjectNode answer = object();
      ArrayNode told = answer.putArray("files");
      files.forEach(f -> {
        f.shared = true;
        told.addObject().put("id", f.id).put("title", f.name);
      });
      room.ifPresent(r ->
          workspace
              .add(
                  r,
                  Workspace.BOT_USER,
                  args.text("thread_ts"),
                  args.text("initial_comment").orElse(""),
                  null,
                  Optional.empty())
              .files
              .addAll(files));
      return answer;
    }
  }

  private ObjectNode deleteFile(Args args) {
    synchronized (workspace) {
      @Nullable SlackFile file = workspace.files.remove(args.need("file"));
      if (file == null) {
        throw new ApiError("file_not_found");
      }
      workspace
          .rooms
          .values()
          .forEach(room -> {
            room.messages.forEach(m -> m.files.remove(file));
            room.messages.removeIf(m -> m.text.isEmpty() && m.blocks == null && m.files.isEmpty());
          });
      return object();
    }
  }

  private static ObjectNode object() {
    return WebApi.JSON.createObjectNode();
  }
}
