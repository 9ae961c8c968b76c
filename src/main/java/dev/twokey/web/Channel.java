package dev.twokey.web;

import dev.twokey.chat.Conversation;
import dev.twokey.web.Message.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The messages of one channel with their threads, bounded. Guarded by the lock of its store. */
final class Channel {
  static final int MESSAGES_MAX = 300;
  static final int REPLIES_MAX = 100;

  private final Map<String, Message> messages = new LinkedHashMap<>();
  private final Map<String, Map<String, Message>> replies = new LinkedHashMap<>();
  private long newest;
  private long removed;

  /** Returns the version of the newest message. */
  long newest() {
    return newest;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /**
   * Puts a message where it belongs, or into the place of the one with the same marker. One for a
   * thread that is not here any more stands in the channel itself: better there than nowhere.
   */
  Message put(Conversation wanted, String marker, Content content, Instant at, long version) {
    Conversation where =
        wanted.thread().filter(id -> !messages.containsKey(id)).isPresent() ? wanted.top() : wanted;
    Map<String, Message> list = list(where);
    String id = Message.idOf(where, marker);
    Message old = list.get(id);
    Message message =
        old != null
            ? old.with(content, at, version)
            : new Message(id, where, marker, content, at, at, version, version, version);
    list.put(id, message);
    if (old == null) {
      newest = version;
      dropOldest(where, list, version);
    }
    touchRoot(where, version);
    return message;
  }

  void remove(Conversation where, String id, long version) {
    list(where).remove(id);
    replies.remove(id);
    removed = version;
    touchRoot(where, version);
  }

  Optional<Message> find(Conversation where, String id) {
    return Optional.ofNullable(list(where).get(id));
  }

  /** Returns a message by its id alone, whether it stands in a thread or not. */
  Optional<Message> find(String id) {
    return all().filter(m -> m.id().equals(id)).findFirst();
  }

  /** Returns all messages and replies. */
  Stream<Message> all() {
    return Stream.concat(
        messages.values().stream(), replies.values().stream().flatMap(r -> r.values().stream()));
  }

  /** Returns whether a page that was right at a version must be given everything. */
  boolean needsEverything(long since, long version) {
    return since == 0 || since > version || removed > since;
  }

  /** Returns what changed after a version, oldest first. */
  List<Message.Threaded> changed(long since) {
    List<Message.Threaded> threads = new ArrayList<>();
    for (Message message : messages.values()) {
      if (message.changed() > since) {
        Map<String, Message> under = replies.getOrDefault(message.id(), Map.of());
        threads.add(new Message.Threaded(message, List.copyOf(under.values())));
      }
    }
    return threads;
  }

  private Map<String, Message> list(Conversation where) {
    return where
        .thread()
        .map(root -> replies.computeIfAbsent(root, _ -> new LinkedHashMap<>()))
        .orElse(messages);
  }

  private void touchRoot(Conversation where, long version) {
    where
        .thread()
        .ifPresent(id -> messages.computeIfPresent(id, (_, root) -> root.touched(version)));
  }

  /** Drops what nobody can press first. */
  private void dropOldest(Conversation where, Map<String, Message> list, long version) {
    int max = where.thread().isPresent() ? REPLIES_MAX : MESSAGES_MAX;
    if (list.size() > max) {
      String oldest =
          list.values().stream()
              .filter(m -> !m.hasButtons())
              .findFirst()
              .orElseGet(() -> list.values().iterator().next())
              .id();
      list.remove(oldest);
      replies.remove(oldest);
      removed = version;
    }
  }
}
