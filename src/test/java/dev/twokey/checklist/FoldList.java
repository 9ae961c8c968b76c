package dev.twokey.checklist;

import java.time.Duration;
import java.time.Instant;

/** Builds states of checklists by folding events, as the loop does. */
public final class FoldList {
  private final Checklist state;
  private final Instant at;

  private FoldList(Checklist state, Instant at) {
    this.state = state;
    this.at = at;
  }

  /** Returns the state before anything was opened. */
  public static FoldList start(String id, Instant at) {
    return new FoldList(Checklist.none(id), at);
  }

  /** Lets seconds go by. */
  public FoldList after(long seconds) {
    return new FoldList(state, at.plus(Duration.ofSeconds(seconds)));
  }

  /** Adds events at this time. */
  public FoldList with(ChecklistEvent... events) {
    Checklist next = state;
    for (ChecklistEvent event : events) {
      next = Evolution.evolve(next, event, at);
    }
    return new FoldList(next, at);
  }

  /** Returns the state. */
  public Checklist state() {
    return state;
  }

  /** Returns the time. */
  public Instant now() {
    return at;
  }
}
