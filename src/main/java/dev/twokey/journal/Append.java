package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One atomic append over one or more streams: all writes happen or none.
 *
 * @param actor who caused it: a person's id, or {@code twokey}
 * @param causation what it answers, such as the stream and version it was decided on; free text for
 *     people
 * @param idempotencyKey at most one append with a given key is ever stored; remembered with its
 *     events, so not for an append that only pins
 * @param writes at least one; each stream at most once
 * @param decided when it was decided, where that was before it could be stored; empty for now. Its
 *     events get that time, unless the newest event is later
 */
public record Append(
    String actor,
    String causation,
    Optional<String> idempotencyKey,
    List<Write> writes,
    Optional<Instant> decided) {
  /** Makes one that is decided as it is stored. */
  public Append(
      String actor, String causation, Optional<String> idempotencyKey, List<Write> writes) {
    this(actor, causation, idempotencyKey, writes, Optional.empty());
  }

  public Append {
    requireNonNull(decided, "decided");
    requireNonNull(actor, "actor");
    requireNonNull(causation, "causation");
    requireNonNull(idempotencyKey, "idempotencyKey");
    writes = List.copyOf(writes);
    if (writes.isEmpty()) {
      throw new IllegalArgumentException("an append needs at least one write");
    }
    if (writes.stream().map(Write::stream).distinct().count() != writes.size()) {
      throw new IllegalArgumentException("an append writes each stream once, got " + writes);
    }
  }

  /** Returns the same as it was decided at that time. */
  public Append decidedAt(Instant time) {
    return new Append(actor, causation, idempotencyKey, writes, Optional.of(time));
  }

  /**
   * Returns its events as they will be recorded, without a position.
   *
   * @param now when it is decided
   */
  public List<Recorded> foreseen(Instant now) {
    List<Recorded> events = new ArrayList<>();
    for (Write write : writes) {
      long version = write.expectedVersion();
      for (Event event : write.events()) {
        events.add(new Recorded(0, write.stream(), ++version, now, actor, event));
      }
    }
    return List.copyOf(events);
  }
}
