package dev.twokey.web;

import dev.twokey.chat.ChatPlatform.MessageRef;
import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import dev.twokey.web.Message.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What all channels show, in memory and bounded; the outbox fills it again after a start. Each
 * change has a number, so a stream only remembers the number up to which its page is right: a slow
 * page skips what lies between, and a lost one asks for everything.
 */
final class Channels {
  static final int MESSAGES_MAX = 300;
  static final int REPLIES_MAX = 100;
  static final int NOTICES_MAX = 20;
  static final int CHANNELS_MAX = 200;
  private static final int NOTICE_LISTS_MAX = 2_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Channel> channels = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, NoticeList> notices = new LinkedHashMap<>(16, 0.75f, true);
  private long version = 1;
  private boolean closed;

  private static final class Channel {
    final Map<String, Message> messages = new LinkedHashMap<>();
    final Map<String, Map<String, Message>> replies = new LinkedHashMap<>();
    long newest;
    long removed;
  }

  private static final class NoticeList {
    final Map<String, Notice> shown = new LinkedHashMap<>();
    long changed;
  }

  /**
   * Puts a message where it belongs, or into the place of the one with the same marker. Empty where
   * the message above the thread is not here any more.
   */
  Optional<Message> put(Conversation where, String marker, Content content, Instant at) {
    lock.lock();
    try {
      Channel channel = channel(where.channel());
      Optional<Map<String, Message>> list = list(channel, where);
      if (list.isEmpty()) {
        return Optional.empty();
      }
      String id = Message.idOf(where, marker);
      Message old = list.get().get(id);
      long now = ++version;
      Message message =
          old != null
              ? old.with(content, at, now)
              : new Message(id, where, marker, content, at, at, now, now, now);
      list.get().put(id, message);
      if (old == null) {
        channel.newest = now;
        dropOldest(channel, where, list.get());
      }
      touchRoot(channel, where);
      changed.signalAll();
      return Optional.of(message);
    } finally {
      lock.unlock();
    }
  }

  /** Replaces a message; empty where it is not here any more. */
  Optional<Message> replace(MessageRef ref, Content content, Instant at) {
    lock.lock();
    try {
      return find(ref).flatMap(m -> put(m.where(), m.marker(), content, at));
    } finally {
      lock.unlock();
    }
  }

  /** Takes a message away, with its replies. */
  void remove(MessageRef ref) {
    lock.lock();
    try {
      Channel channel = channel(ref.where().channel());
      list(channel, ref.where()).ifPresent(list -> list.remove(ref.id()));
      channel.replies.remove(ref.id());
      channel.removed = ++version;
      touchRoot(channel, ref.where());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Optional<Message> find(MessageRef ref) {
    lock.lock();
    try {
      return list(channel(ref.where().channel()), ref.where())
          .flatMap(list -> Optional.ofNullable(list.get(ref.id())));
    } finally {
      lock.unlock();
    }
  }

  /** Returns a message of a channel by its id alone, whether it stands in a thread or not. */
  Optional<Message> find(String channelId, String id) {
    lock.lock();
    try {
      Channel channel = channels.get(channelId);
      if (channel == null) {
        return Optional.empty();
      }
      Message top = channel.messages.get(id);
      if (top != null) {
        return Optional.of(top);
      }
      return channel.replies.values().stream()
          .flatMap(list -> Optional.ofNullable(list.get(id)).stream())
          .findFirst();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the message with this marker that changed last, in any channel. */
  Optional<Message> withMarker(String marker) {
    lock.lock();
    try {
      return channels.values().stream()
          .map(c -> c.messages.values())
          .flatMap(Collection::stream)
          .filter(m -> m.marker().equals(marker))
          .reduce((a, b) -> a.changed() >= b.changed() ? a : b);
    } finally {
      lock.unlock();
    }
  }

  void tell(String channel, Account to, Notice notice) {
    lock.lock();
    try {
      NoticeList list = notices.computeIfAbsent(channel + "\n" + to, k -> new NoticeList());
      list.shown.put(notice.id(), notice);
      dropFirst(list.shown, NOTICES_MAX);
      dropFirst(notices, NOTICE_LISTS_MAX);
      list.changed = ++version;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void putAway(String channel, Account by, String notice) {
    lock.lock();
    try {
      NoticeList list = notices.get(channel + "\n" + by);
      if (list != null && list.shown.remove(notice) != null) {
        list.changed = ++version;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  List<Notice> notices(String channel, Account of) {
    lock.lock();
    try {
      NoticeList list = notices.get(channel + "\n" + of);
      return list == null ? List.of() : List.copyOf(list.shown.values());
    } finally {
      lock.unlock();
    }
  }

  /** Returns the ids of all channels with the version of their newest message. */
  Map<String, Long> newest() {
    lock.lock();
    try {
      Map<String, Long> found = new LinkedHashMap<>();
      channels.forEach((id, channel) -> found.put(id, channel.newest));
      return found;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until something changes after {@code since}, then returns what changed; empty after the
   * time, or at once when the store is closed.
   */
  Optional<Sight> await(String channel, Account account, long since, Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (version <= since && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return version <= since || closed
          ? Optional.empty()
          : Optional.of(sight(channel, account, since));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for any change after {@code since}, for a time at most. */
  void awaitVersion(long since, Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (version <= since && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Returns what a page of the channel shows, and which part changed after {@code since}. */
  Sight sight(String channelId, Account account, long since) {
    lock.lock();
    try {
      Channel channel = channel(channelId);
      boolean everything = since == 0 || since > version || channel.removed > since;
      List<Message.Threaded> threads = new ArrayList<>();
      for (Message message : channel.messages.values()) {
        if (everything || message.changed() > since) {
          Map<String, Message> replies = channel.replies.get(message.id());
          threads.add(
              new Message.Threaded(
                  message, replies == null ? List.of() : List.copyOf(replies.values())));
        }
      }
      NoticeList list = notices.get(channelId + "\n" + account);
      boolean elsewhere =
          channels.entrySet().stream()
              .anyMatch(e -> !e.getKey().equals(channelId) && e.getValue().newest > since);
      return new Sight(
          version,
          since,
          everything,
          threads,
          list == null ? List.of() : List.copyOf(list.shown.values()),
          everything || (list != null && list.changed > since),
          everything || elsewhere);
    } finally {
      lock.unlock();
    }
  }

  /** Ends every wait, now and from now on. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What a page shows.
   *
   * @param version up to which it is right
   * @param since from which version it counts
   * @param everything whether {@code threads} are all there are, not only the changed ones
   * @param threads oldest first
   * @param notices all of this person's in this channel
   * @param noticesChanged after {@code since}
   * @param elsewhere whether another channel got something new
   */
  record Sight(
      long version,
      long since,
      boolean everything,
      List<Message.Threaded> threads,
      List<Notice> notices,
      boolean noticesChanged,
      boolean elsewhere) {}

  private Channel channel(String id) {
    Channel channel = channels.computeIfAbsent(id, k -> new Channel());
    dropFirst(channels, CHANNELS_MAX);
    return channel;
  }

  private static Optional<Map<String, Message>> list(Channel channel, Conversation where) {
    if (where.thread().isEmpty()) {
      return Optional.of(channel.messages);
    }
    String root = where.thread().get();
    return channel.messages.containsKey(root)
        ? Optional.of(channel.replies.computeIfAbsent(root, k -> new LinkedHashMap<>()))
        : Optional.empty();
  }

  private void touchRoot(Channel channel, Conversation where) {
    where
        .thread()
        .ifPresent(id -> channel.messages.computeIfPresent(id, (k, m) -> m.touched(version)));
  }

  /** Drops what nobody can press first. */
  private void dropOldest(Channel channel, Conversation where, Map<String, Message> list) {
    int max = where.thread().isPresent() ? REPLIES_MAX : MESSAGES_MAX;
    if (list.size() > max) {
      String oldest =
          list.values().stream()
              .filter(m -> !m.hasButtons())
              .findFirst()
              .orElseGet(() -> list.values().iterator().next())
              .id();
      list.remove(oldest);
      channel.replies.remove(oldest);
      channel.removed = version;
    }
  }

  private static void dropFirst(Map<?, ?> map, int max) {
    var first = map.entrySet().iterator();
    for (int over = map.size() - max; over > 0; over--) {
      first.next();
      first.remove();
    }
  }
}
