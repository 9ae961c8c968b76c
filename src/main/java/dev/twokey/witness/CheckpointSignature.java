package dev.twokey.witness;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** Ed25519 over the text of a checkpoint. */
public final class CheckpointSignature {
  private static final String ALGORITHM = "Ed25519";

  private CheckpointSignature() {}

  /**
   * Signs.
   *
   * @param key of Ed25519
   * @param name of its public key
   */
  public static SignedCheckpoint sign(Checkpoint checkpoint, PrivateKey key, String name) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(checkpoint.text());
      return new SignedCheckpoint(
          checkpoint, name, Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs by Ed25519 (this is a bug)", e);
    }
  }

  /** Returns whether this key signed this text; false for what is no signature at all. */
  public static boolean holds(SignedCheckpoint signed, PublicKey key) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(signed.checkpoint().text());
      return signature.verify(Base64.getDecoder().decode(signed.signature()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
