package dev.twokey.witness;

import dev.twokey.journal.Event;

/** What is noted of the journal's head. */
public sealed interface CheckpointEvent extends Event {
  /** A head that lies before this event was signed. */
  record Signed(SignedCheckpoint signed) implements CheckpointEvent {}
}
