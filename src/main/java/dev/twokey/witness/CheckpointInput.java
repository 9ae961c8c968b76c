package dev.twokey.witness;

import dev.twokey.engine.Input;

/** What is to be noted of the journal's head. */
public sealed interface CheckpointInput extends Input {
  /** A head was signed. */
  record Sign(SignedCheckpoint signed) implements CheckpointInput {}
}
