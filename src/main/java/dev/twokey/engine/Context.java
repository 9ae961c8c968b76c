package dev.twokey.engine;

import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import java.time.Instant;

/**
 * What a decision may look at beside its own state.
 *
 * @param <K> what the replica knows, such as roster, policy and catalog, as of now
 */
public interface Context<K> {
  /** Returns the time of the decision. */
  Instant now();

  /** Returns this replica in this start. */
  ReplicaId self();

  /** Returns what the replica knows. */
  K known();

  /**
   * Returns the state of another stream. What was looked at is pinned by the append of the
   * decision: if it moves before, the decision is made again. There is no read-then-act.
   */
  <S> S look(Family<S, ?, ?, ?> family, StreamId stream);

  /** Returns a fresh id that no other decision gets. */
  String freshId();
}
