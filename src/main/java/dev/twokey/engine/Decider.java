package dev.twokey.engine;

import dev.twokey.journal.Event;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.util.Set;

/**
 * The rules of one kind of aggregate: pure, total and quick. No I/O, clock, randomness or thread.
 *
 * @param <S> state, a sealed interface of records or one record
 * @param <I> inputs, a sealed interface
 * @param <E> events, a sealed interface
 * @param <K> what the replica knows
 */
public interface Decider<S, I extends Input, E extends Event, K> {
  /** Returns the state of a stream without events. */
  S initial(StreamId stream);

  /** Decides on an input from a person or another part. A refusal is an event too. */
  Decision<E> decide(S state, I input, Context<K> context);

  /**
   * Decides on what became of work. Late news about work that is no longer wanted may be kept or
   * dropped.
   */
  Decision<E> done(S state, WorkDone done, Context<K> context);

  /**
   * Returns the state after an event.
   *
   * @param at when the event was stored
   */
  S evolve(S state, E event, Instant at);

  /** Returns what this state wants done. Called after every change, so it must be cheap. */
  Set<Work> work(S state);

  /** Returns whether nothing is expected to follow. */
  boolean isClosed(S state);

  /**
   * Returns whether a decision may hold while the journal can't be written. By default it waits.
   *
   * @param state on which it was decided
   */
  default Meanwhile meanwhile(S state, Decision<E> decision) {
    return Meanwhile.WAITS;
  }
}
