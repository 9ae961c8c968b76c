package dev.twokey.operation;

import java.time.Duration;
import java.time.Instant;

/** Builds states of operations by folding events, as the loop does. */
public final class Fold {
  private final Operation state;
  private final Instant at;

  private Fold(Operation state, Instant at) {
    this.state = state;
    this.at = at;
  }

  /** Returns the state before anything was asked. */
  public static Fold start(String id, Instant at) {
    return new Fold(Operation.none(id), at);
  }

  /** Lets time go on. */
  public Fold after(Duration time) {
    return new Fold(state, at.plus(time));
  }

  /** Lets seconds go by. */
  public Fold after(long seconds) {
    return after(Duration.ofSeconds(seconds));
  }

  /** Adds events at this time. */
  public Fold with(OperationEvent... events) {
    Operation next = state;
    for (OperationEvent event : events) {
      next = Evolution.evolve(next, event, at);
    }
    return new Fold(next, at);
  }

  /** Returns the state. */
  public Operation state() {
    return state;
  }

  /** Returns the time. */
  public Instant now() {
    return at;
  }
}
