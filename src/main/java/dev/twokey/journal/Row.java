package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One event as it lies in the store. Nothing but null is refused here: a row that somebody tampered
 * with must still reach the verifier.
 *
 * @param position place in the journal, from 1
 * @param stream as {@link StreamId#toString} writes it
 * @param version place in its stream, from 1
 * @param type name of the event's type, with its version
 * @param at microseconds since 1970 UTC; never less than in the row before
 * @param actor who caused it
 * @param causation what it answers
 * @param idempotencyKey of its append
 * @param payload the exact text whose digest was taken; empty when it was erased
 * @param salt random text that hides an erased payload from guessing; erased with it
 * @param digest of salt and payload, hex
 * @param prev hash of the row before, hex
 * @param hash of all other columns but payload and salt, hex
 */
public record Row(
    long position,
    String stream,
    long version,
    String type,
    long at,
    String actor,
    String causation,
    Optional<String> idempotencyKey,
    Optional<String> payload,
    Optional<String> salt,
    String digest,
    String prev,
    String hash) {
  public Row {
    requireNonNull(stream, "stream");
    requireNonNull(type, "type");
    requireNonNull(actor, "actor");
    requireNonNull(causation, "causation");
    requireNonNull(idempotencyKey, "idempotencyKey");
    requireNonNull(payload, "payload");
    requireNonNull(salt, "salt");
    requireNonNull(digest, "digest");
    requireNonNull(prev, "prev");
    requireNonNull(hash, "hash");
  }

  /** Returns a time in the unit of {@link #at}; what is finer is cut off. */
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Returns when it was stored. */
  public Instant time() {
    return Instant.EPOCH.plus(at, ChronoUnit.MICROS);
  }

  /** Returns the event with its place. Throws a {@link JournalException} if it can't be read. */
  public Recorded recorded(EventCodec codec) {
    Event event = payload.map(text -> codec.read(type, text)).orElseGet(() -> new Erased(type));
    return new Recorded(position, StreamId.parse(stream), version, time(), actor, event);
  }

  Row withHash(String value) {
    return new Row(
        position,
        stream,
        version,
        type,
        at,
        actor,
        causation,
        idempotencyKey,
        payload,
        salt,
        digest,
        prev,
        value);
  }
}
