package dev.twokey.outside;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a plan depends on, in 16 hex digits: the definition of a target and never its momentary
 * state such as a pid.
 */
public final class Fingerprint {
  private static final int BYTES = 8;

  private final StringBuilder parts = new StringBuilder();

  /** Adds a named part. */
  public Fingerprint with(String name, Object value) {
    Object ordered = value instanceof Map<?, ?> map ? new TreeMap<>(map) : value;
    String text = ordered.toString();
    // lengths keep two different lists of parts from having the same text
    parts.append(name).append(':').append(text.length()).append(':').append(text).append('\n');
    return this;
  }

  /** Returns the fingerprint of all parts in their order. */
  public String text() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(parts.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256 (this is a bug)", e);
    }
  }
}
