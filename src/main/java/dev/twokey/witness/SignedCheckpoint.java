package dev.twokey.witness;

import static java.util.Objects.requireNonNull;

/**
 * A checkpoint with its signature.
 *
 * @param checkpoint what was signed
 * @param key the short name of the key, as {@link KeyName} makes it
 * @param signature Ed25519, in base 64
 */
public record SignedCheckpoint(Checkpoint checkpoint, String key, String signature) {
  public SignedCheckpoint {
    requireNonNull(checkpoint, "checkpoint");
    requireNonNull(key, "key");
    requireNonNull(signature, "signature");
  }
}
