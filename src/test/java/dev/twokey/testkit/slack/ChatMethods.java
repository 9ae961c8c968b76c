package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.testkit.slack.WebApi.Args;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Posting, editing and reading messages. */
final class ChatMethods {
  private static final int POST_TEXT_MAX = 40_000;
  private static final int UPDATE_TEXT_MAX = 4_000;
  private static final int METADATA_MAX = 8_192;
  private static final int PAGE_MAX = 999;

  private final Workspace workspace;

  ChatMethods(Workspace workspace) {
    this.workspace = workspace;
  }

  Map<String, WebApi.Method> methods() {
    return Map.of(
        "chat.postMessage", this::post,
        "chat.update", this::update,
        "chat.postEphemeral", this::whisper,
        "conversations.history", this::history,
        "conversations.replies", this::replies);
  }

  private ObjectNode post(Args args) {
    synchronized (workspace) {
      Room room = writable(args.need("channel"));
      @Nullable JsonNode blocks = blocks(args);
      String text = text(args, blocks, POST_TEXT_MAX);
      Optional<String> thread = args.text("thread_ts");
      if (thread.isPresent() && room.message(thread.get()).isEmpty()) {
        throw new ApiError("cannot_reply_to_message");
      }
      Optional<JsonNode> metadata = metadata(args);
      Message message =
          workspace.add(room, Workspace.BOT_USER, thread, text, blocks, Optional.empty());
      message.metadata = metadata.orElse(null);
      ObjectNode answer = object().put("channel", room.id).put("ts", message.ts);
      answer.set("message", json(message, true));
      return answer;
    }
  }

  private ObjectNode update(Args args) {
    synchronized (workspace) {
      Room room = workspace.room(args.need("channel"));
      if (room.archived) {
        throw new ApiError("is_inactive");
      }
      Message message =
          room.message(args.need("ts")).orElseThrow(() -> new ApiError("message_not_found"));
      if (!message.user.equals(Workspace.BOT_USER)) {
        throw new ApiError("cant_update_message");
      }
      @Nullable JsonNode blocks = blocks(args);
      message.text = text(args, blocks, UPDATE_TEXT_MAX);
      message.blocks = blocks;
      message.edited = true;
      metadata(args).ifPresent(m -> message.metadata = m);
      ObjectNode answer =
          object().put("channel", room.id).put("ts", message.ts).put("text", message.text);
      answer.set("message", json(message, true));
      return answer;
    }
  }

  private ObjectNode whisper(Args args) {
    synchronized (workspace) {
      Room room = writable(args.need("channel"));
      String user = args.need("user");
      if (!room.members.contains(user)) {
        throw new ApiError("user_not_in_channel");
      }
      @Nullable JsonNode blocks = blocks(args);
      Message message =
          workspace.add(
              room,
              Workspace.BOT_USER,
              args.text("thread_ts"),
              text(args, blocks, UPDATE_TEXT_MAX),
              blocks,
              Optional.of(user));
      return object().put("message_ts", message.ts);
    }
  }

  private ObjectNode history(Args args) {
    synchronized (workspace) {
      Room room = readable(args);
      return page(
          args,
          room.messages.stream()
              .filter(m -> m.onlyFor.isEmpty() && m.thread.isEmpty())
              .sorted(Comparator.comparing((Message m) -> m.ts).reversed()));
    }
  }

  private ObjectNode replies(Args args) {
    synchronized (workspace) {
      Room room = readable(args);
      String thread = args.need("ts");
      if (room.message(thread).isEmpty()) {
        throw new ApiError("thread_not_found");
      }
      return page(
          args,
          room.messages.stream()
              .filter(m -> m.onlyFor.isEmpty())
              .filter(m -> m.ts.equals(thread) || m.thread.equals(Optional.of(thread))));
    }
  }

  private Room readable(Args args) {
    Room room = workspace.room(args.need("channel"));
    if (!room.members.contains(Workspace.BOT_USER)) {
      throw new ApiError("not_in_channel");
    }
    return room;
  }

  private static ObjectNode page(Args args, Stream<Message> all) {
    String oldest = args.text("oldest").orElse("0");
    List<Message> found = all.filter(m -> m.ts.compareTo(oldest) > 0).toList();
    int from = args.text("cursor").map(Integer::parseInt).orElse(0);
    int limit = args.text("limit").map(Integer::parseInt).orElse(100);
    if (limit > PAGE_MAX || from > found.size()) {
      throw new ApiError(limit > PAGE_MAX ? "invalid_limit" : "invalid_cursor");
    }
    int end = Math.min(found.size(), from + limit);
    ObjectNode answer = object().put("has_more", end < found.size());
    ArrayNode messages = answer.putArray("messages");
    boolean all_metadata = args.flag("include_all_metadata");
    found.subList(from, end).forEach(m -> messages.add(json(m, all_metadata)));
    answer
        .putObject("response_metadata")
        .put("next_cursor", end < found.size() ? String.valueOf(end) : "");
    return answer;
  }

  /** Returns a message as Slack tells of it: its text is escaped. */
  static ObjectNode json(Message message, boolean withMetadata) {
    ObjectNode json =
        object()
            .put("type", "message")
            .put("user", message.user)
            .put("text", message.text)
            .put("ts", message.ts);
    message.thread.ifPresent(t -> json.put("thread_ts", t));
    if (message.user.equals(Workspace.BOT_USER)) {
      json.put("bot_id", Workspace.BOT).put("app_id", Workspace.APP);
    }
    if (message.blocks != null) {
      json.set("blocks", message.blocks);
    }
    if (message.metadata != null && withMetadata) {
      json.set("metadata", message.metadata);
    } else if (message.metadata != null) {
      json.putObject("metadata").put("event_type", message.metadata.path("event_type").asText());
    }
    if (!message.files.isEmpty()) {
      ArrayNode files = json.putArray("files");
      message.files.forEach(f -> files.addObject().put("id", f.id).put("name", f.name));
    }
    return json;
  }

  private Room writable(String channel) {
    Room room = workspace.room(channel);
    if (room.archived) {
      throw new ApiError("is_archived");
    } else if (!room.members.contains(Workspace.BOT_USER)) {
      throw new ApiError("not_in_channel");
    }
    return room;
  }

  private static @Nullable JsonNode blocks(Args args) {
    Optional<JsonNode> blocks = args.json("blocks", "invalid_blocks_format");
    if (blocks.isEmpty()) {
      return null;
    }
    if (!blocks.get().isArray()) {
      throw new ApiError("invalid_blocks_format");
    }
    List<String> wrong = BlockRules.message(blocks.get());
    if (!wrong.isEmpty()) {
      throw new ApiError("invalid_blocks", wrong);
    } else if (BlockRules.textOf(blocks.get()) > BlockRules.MESSAGE_TEXT_MAX) {
      throw new ApiError("msg_blocks_too_long");
    }
    return blocks.get();
  }

  private static String text(Args args, @Nullable JsonNode blocks, int most) {
    String text = args.text("text").orElse("");
    if (text.isEmpty() && blocks == null) {
      throw new ApiError("no_text");
    } else if (text.length() > most) {
      throw new ApiError("msg_too_long");
    }
    return text;
  }

  private static Optional<JsonNode> metadata(Args args) {
    Optional<JsonNode> metadata = args.json("metadata", "invalid_metadata_format");
    metadata.ifPresent(m -> {
      boolean known =
          m.isObject()
              && m.path("event_type").isTextual()
              && m.path("event_payload").isObject()
              && m.size() == 2;
      if (!known) {
        throw new ApiError("invalid_metadata_schema");
      } else if (m.toString().length() > METADATA_MAX) {
        throw new ApiError("metadata_too_large");
      }
    });
    return metadata;
  }

  private static ObjectNode object() {
    return WebApi.JSON.createObjectNode();
  }
}
