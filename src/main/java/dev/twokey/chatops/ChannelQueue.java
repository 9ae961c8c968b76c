package dev.twokey.chatops;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Card;
import dev.twokey.chat.Conversation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What waits for one channel: in the order in which subjects came, of each the newest only. Edits
 * keep the platform's pace; posts don't wait for them. Not safe for threads.
 */
final class ChannelQueue {
  private static final Duration RETRY_FIRST = Duration.ofSeconds(2);
  private static final Duration RETRY_MAX = Duration.ofSeconds(60);

  private final Deque<String> order = new ArrayDeque<>();
  private final Map<String, Pending> waiting = new HashMap<>();
  private Instant nextEdit = Instant.MIN;
  private Instant pausedUntil = Instant.MIN;
  private Optional<Instant> alarm = Optional.empty();
  private int failures;
  private boolean busy;

  /** A card or a file that waits. */
  sealed interface Pending {
    /** A card of which the newest counts; not {@code anew}, it only replaces one that stands. */
    record OfCard(Conversation where, Card card, boolean anew) implements Pending {}

    /** A file, attached once. */
    record OfFile(Conversation where, String name, String text) implements Pending {}
  }

  /** Something of which it is the turn. */
  record Turn(String marker, Pending pending) {}

  /** Adds something; returns whether the caller must begin to send. */
  boolean add(String marker, Pending pending) {
    if (waiting.put(marker, pending) == null) {
      order.add(marker);
    }
    return claim();
  }

  /** Returns whether the caller must begin to send, for nobody does. */
  private boolean claim() {
    boolean begin = !busy;
    busy = true;
    return begin;
  }

  /** The time that {@link #rest} named has come; returns whether the caller must begin to send. */
  boolean woke() {
    alarm = Optional.empty();
    return claim();
  }

  /**
   * Takes the first that may be sent now.
   *
   * @param edits whether sending a subject would be an edit
   */
  Optional<Turn> take(Instant now, Predicate<String> edits) {
    if (now.isBefore(pausedUntil)) {
      return Optional.empty();
    }
    boolean early = now.isBefore(nextEdit);
    Optional<String> first = order.stream().filter(m -> !early || !edits.test(m)).findFirst();
    first.ifPresent(order::remove);
    return first.map(m -> new Turn(m, requireNonNull(waiting.remove(m), m)));
  }

  /** Nobody sends any more; returns when somebody must come back for what waits. */
  Optional<Instant> rest() {
    busy = false;
    Instant when = pausedUntil.isAfter(nextEdit) ? pausedUntil : nextEdit;
    if (order.isEmpty() || alarm.filter(set -> !set.isAfter(when)).isPresent()) {
      return Optional.empty();
    }
    alarm = Optional.of(when);
    return alarm;
  }

  /** Something was sent: the platform answers, and edits keep its pace. */
  void sent(Instant now, Duration pace) {
    failures = 0;
    nextEdit = now.plus(pace);
  }

  /**
   * Puts something back in front, unless a newer state of the subject came in between, which then
   * stands in front.
   */
  void putBack(Turn turn) {
    if (waiting.putIfAbsent(turn.marker(), turn.pending()) != null) {
      order.remove(turn.marker());
    }
    order.addFirst(turn.marker());
  }

  /** The platform takes nothing now: nothing is sent for a while, longer each time. */
  void pause(Instant now, Optional<Duration> asked) {
    Duration own = RETRY_FIRST.multipliedBy(1L << Math.min(failures, 5));
    failures++;
    pausedUntil = now.plus(asked.orElse(own.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : own));
  }

  boolean waits(String marker) {
    return waiting.containsKey(marker);
  }
}
