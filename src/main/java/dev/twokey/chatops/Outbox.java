package dev.twokey.chatops;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Card;
import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.Conversation;
import dev.twokey.engine.Runner;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings cards to their channels: in order, one at a time for each channel, the newest state of a
 * card only, at most one edit a second where the platform asks for that. Chat shows what is stored,
 * never more (I10). Safe for threads.
 */
public final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Map<String, ChatPlatform> platforms = new LinkedHashMap<>();
  private final Runner runner;
  private final InstantSource clock;
  private final Map<Conversation, Queue> queues = new HashMap<>();
  private final Map<String, ChatPlatform.MessageRef> posted = new HashMap<>();
  private final Set<String> sending = new HashSet<>();

  /** What waits for one channel. */
  private static final class Queue {
    private final Deque<String> order = new ArrayDeque<>();
    private final Map<String, Pending> waiting = new HashMap<>();
    private boolean busy;
  }

  /** A card or a file that waits. */
  private sealed interface Pending {
    record OfCard(Conversation where, Card card, boolean anew) implements Pending {}

    record OfFile(Conversation where, String name, String text) implements Pending {}
  }

  public Outbox(Runner runner, InstantSource clock) {
    this.runner = runner;
    this.clock = clock;
  }

  /** Adds a platform; called before anything is shown. */
  public synchronized void add(ChatPlatform platform) {
    platforms.put(platform.name(), platform);
  }

  /** Shows the newest card of a stream. */
  public void show(StreamId stream, Conversation where, Card card) {
    put(where.top(), stream.toString(), new Pending.OfCard(where, card, true));
  }

  /** Shows a card in the place of the one that is shown; where none is, none is posted any more. */
  public void replace(StreamId stream, Conversation where, Card card) {
    put(where.top(), stream.toString(), new Pending.OfCard(where, card, false));
  }

  /** Attaches a file. */
  public void attach(Conversation where, String marker, String name, String text) {
    put(where.top(), marker, new Pending.OfFile(where, name, text));
  }

  /** Tells something to one person, who can ask again: it is tried once. */
  public void whisper(Conversation where, Account to, String text) {
    ChatPlatform platform;
    synchronized (this) {
      platform = platforms.get(where.platform());
    }
    if (platform != null) {
      runner.start("whisper in " + where, () -> platform.whisper(where, to, text));
    }
  }

  /** Returns whether the newest card of a stream is shown: nothing of it waits or is under way. */
  public synchronized boolean isShown(StreamId stream) {
    String marker = stream.toString();
    return !sending.contains(marker)
        && queues.values().stream().noneMatch(q -> q.waiting.containsKey(marker));
  }

  private void put(Conversation channel, String marker, Pending pending) {
    boolean start;
    synchronized (this) {
      if (!platforms.containsKey(channel.platform())) {
        return; // a channel of a platform that is not connected, such as the terminal's
      }
      Queue queue = queues.computeIfAbsent(channel, _ -> new Queue());
      if (queue.waiting.put(marker, pending) == null) {
        queue.order.add(marker);
      }
      start = !queue.busy;
      queue.busy = true;
    }
    if (start) {
      runner.start("outbox " + channel, () -> drain(channel));
    }
  }

  private void drain(Conversation channel) {
    while (true) {
      String marker;
      Pending pending;
      synchronized (this) {
        Queue queue = queues.get(channel);
        if (queue == null || queue.order.isEmpty()) {
          if (queue != null) {
            queue.busy = false;
          }
          return;
        }
        marker = queue.order.remove();
        pending = requireNonNull(queue.waiting.remove(marker), marker);
        sending.add(marker);
      }
      Optional<Duration> later = send(channel.platform(), marker, pending);
      synchronized (this) {
        sending.remove(marker);
      }
      if (later.isPresent()) {
        retry(channel, marker, pending, later.get());
        return;
      }
    }
  }

  private Optional<Duration> send(String platformName, String marker, Pending pending) {
    ChatPlatform platform;
    ChatPlatform.@Nullable MessageRef before;
    synchronized (this) {
      platform = requireNonNull(platforms.get(platformName), platformName);
      before = posted.get(marker);
    }
    if (before == null && pending instanceof Pending.OfCard(_, _, var anew) && !anew) {
      return Optional.empty();
    }
    ChatPlatform.Posted result =
        switch (pending) {
          case Pending.OfCard(_, var card, _) when before != null ->
              platform.edit(before, marker, card);
          case Pending.OfCard(var where, var card, _) -> platform.post(where, marker, card);
          case Pending.OfFile(var where, var name, var text) ->
              platform.attach(where, marker, name, text);
        };
    return switch (result) {
      case ChatPlatform.Posted.Done(var message, _) -> {
        synchronized (this) {
          if (pending instanceof Pending.OfCard) {
            posted.put(marker, message);
          }
        }
        yield Optional.empty();
      }
      case ChatPlatform.Posted.Gone _ -> {
        synchronized (this) {
          posted.remove(marker);
        }
        LOG.info("the card of {} was deleted; it is posted anew", marker);
        yield before == null ? Optional.empty() : Optional.of(Duration.ZERO);
      }
      case ChatPlatform.Posted.Later(var why, var millis) -> {
        LOG.warn("{} can't show {} now: {}", platformName, marker, why);
        yield Optional.of(millis.map(Duration::ofMillis).orElse(RETRY));
      }
    };
  }

  /** Puts a card back in front, unless a newer one of the same stream came in between. */
  private void retry(Conversation channel, String marker, Pending pending, Duration after) {
    synchronized (this) {
      Queue queue = queues.get(channel);
      if (queue != null) {
        if (queue.waiting.putIfAbsent(marker, pending) != null) {
          queue.order.remove(marker);
        }
        queue.order.addFirst(marker);
      }
    }
    Instant when = clock.instant().plus(after);
    runner.at(when, () -> runner.start("outbox " + channel, () -> drain(channel)));
  }
}
