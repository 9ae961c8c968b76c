package dev.twokey.witness;

import dev.twokey.journal.Event;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.problem.Problem;

/** What is noted of the journal's head. */
public sealed interface CheckpointEvent extends Event {
  /** A head that lies before this event was signed. */
  record Signed(SignedCheckpoint signed) implements CheckpointEvent {}

  /** A head was noted elsewhere. */
  record Witnessed(String sink, Head head) implements CheckpointEvent {}

  /** Heads can't be noted elsewhere; told once, until one is. */
  record Unwitnessed(String sink, Problem why) implements CheckpointEvent {}
}
