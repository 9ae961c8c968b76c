package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

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
 */
public record Append(
    String actor, String causation, Optional<String> idempotencyKey, List<Write> writes) {
  public Append {
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
}
