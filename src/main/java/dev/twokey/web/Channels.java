package dev.twokey.web;

import dev.twokey.chat.ChatPlatform.MessageRef;
import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import dev.twokey.web.Message.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What all channels show, in memory and bounded; the outbox fills it again after a start. Each
 * change has a number, so a stream only remembers the number up to which its page is right: a slow
 * page skips what lies between, and a lost one asks for everything.
 */
final class Channels {
  static final int NOTICES_MAX = 20;
  static final int CHANNELS_MAX = 200;
  private static final int NOTICE_LISTS_MAX = 2_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Channel> channels = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, NoticeList> notices = new LinkedHashMap<>(16, 0.75f, true);
  private long version = 1;
  private boolean closed;

  private static final class NoticeList {
    final Map<String, Notice> shown = new LinkedHashMap<>();
    long changed;
  }

  /** Puts a message where it belongs, or into the place of the one with the same marker. */
  Message put(Conversation where, String marker, Content content, Instant at) {
    return locked(() -> {
      Message message = channel(where.channel()).put(where, marker, content, at, ++version);
      changed.signalAll();
      return message;
    });
  }

  /** Replaces a message; empty where it is not here any more. */
  Optional<Message> replace(MessageRef ref, Content content, Instant at) {
    return locked(() -> find(ref).map(m -> put(m.where(), m.marker(), content, at)));
  }

  /** Takes a message away, with its replies. */
  void remove(MessageRef ref) {
    locked(() -> {
      channel(ref.where().channel()).remove(ref.where(), ref.id(), ++version);
      changed.signalAll();
      return true;
    });
  }

  Optional<Message> find(MessageRef ref) {
    return locked(() -> channel(ref.where().channel()).find(ref.where(), ref.id()));
  }

  /** Returns a message of a channel by its id alone, whether it stands in a thread or not. */
  Optional<Message> find(String channelId, String id) {
    return locked(() -> Optional.ofNullable(channels.get(channelId)).flatMap(c -> c.find(id)));
  }

  /** Returns the message with this marker that changed last, in any channel. */
  Optional<Message> withMarker(String marker) {
    return locked(() ->
        channels.values().stream()
            .flatMap(Channel::all)
            .filter(m -> m.marker().equals(marker))
            .reduce((a, b) -> a.changed() >= b.changed() ? a : b));
  }

  void tell(String channel, Account to, Notice notice) {
    locked(() -> {
      NoticeList list = notices.computeIfAbsent(key(channel, to), _ -> new NoticeList());
      list.shown.put(notice.id(), notice);
      dropFirst(list.shown, NOTICES_MAX);
      dropFirst(notices, NOTICE_LISTS_MAX);
      list.changed = ++version;
      changed.signalAll();
      return true;
    });
  }

  void putAway(String channel, Account by, String notice) {
    locked(() -> {
      NoticeList list = notices.get(key(channel, by));
      if (list != null && list.shown.remove(notice) != null) {
        list.changed = ++version;
        changed.signalAll();
      }
      return true;
    });
  }

  List<Notice> notices(String channel, Account of) {
    return locked(() -> {
      NoticeList list = notices.get(key(channel, of));
      return list == null ? List.of() : List.copyOf(list.shown.values());
    });
  }

  /** Returns the ids of all channels that hold something, with the version of their newest. */
  Map<String, Long> newest() {
    return locked(() -> {
      Map<String, Long> found = new LinkedHashMap<>();
      channels.forEach((id, channel) -> {
        if (!channel.isEmpty()) {
          found.put(id, channel.newest());
        }
      });
      return found;
    });
  }

  long version() {
    return locked(() -> version);
  }

  /**
   * Waits until something changes after {@code since}, then returns what changed; empty after the
   * time, or at once when the store is closed.
   */
  Optional<Sight> await(String channel, Account account, long since, Duration time) {
    return locked(() ->
        changes(since, time) && !closed
            ? Optional.of(sight(channel, account, since))
            : Optional.empty());
  }

  /** Waits for any change after {@code since}, for a time at most. */
  void awaitVersion(long since, Duration time) {
    locked(() -> changes(since, time));
  }

  private boolean changes(long since, Duration time) {
    try {
      long left = time.toNanos();
      while (version <= since && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return version > since;
  }

  /** Returns what a page of the channel shows, or which part of it changed after {@code since}. */
  Sight sight(String channelId, Account account, long since) {
    return locked(() -> {
      Channel channel = channel(channelId);
      boolean everything = channel.needsEverything(since, version);
      NoticeList list = notices.get(key(channelId, account));
      boolean elsewhere =
          channels.entrySet().stream()
              .anyMatch(e -> !e.getKey().equals(channelId) && e.getValue().newest() > since);
      return new Sight(
          version,
          since,
          everything,
          channel.changed(everything ? 0 : since),
          list == null ? List.of() : List.copyOf(list.shown.values()),
          everything || (list != null && list.changed > since),
          everything || elsewhere);
    });
  }

  /** Ends every wait, now and from now on. */
  void close() {
    locked(() -> {
      closed = true;
      changed.signalAll();
      return true;
    });
  }

  boolean isClosed() {
    return locked(() -> closed);
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private static String key(String channel, Account account) {
    return channel + "\n" + account;
  }

  private Channel channel(String id) {
    Channel channel = channels.computeIfAbsent(id, _ -> new Channel());
    dropFirst(channels, CHANNELS_MAX);
    return channel;
  }

  private static void dropFirst(Map<?, ?> map, int max) {
    var first = map.entrySet().iterator();
    for (int over = map.size() - max; over > 0; over--) {
      first.next();
      first.remove();
    }
  }
}
