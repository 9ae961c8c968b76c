package dev.twokey.witness;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/** The short name of a public key. */
public final class KeyName {
  private static final int BYTES = 8;

  private KeyName() {}

  /** Returns the first 16 hex digits of the SHA-256 over the key as X.509 encodes it. */
  public static String of(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256 (this is a bug)", e);
    }
  }
}
