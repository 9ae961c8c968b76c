package dev.twokey.witness;

/** Signs with a key that lies outside of the journal's store. */
@FunctionalInterface
public interface Signer {
  /** Returns the checkpoint with a signature; quick, and never fails. */
  SignedCheckpoint sign(Checkpoint checkpoint);
}
