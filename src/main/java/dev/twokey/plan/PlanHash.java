package dev.twokey.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the stored text of a plan: what a signature stands for. */
public record PlanHash(String hex) {
  private static final int LENGTH = 64;

  public PlanHash {
    if (hex.length() != LENGTH) {
      throw new IllegalArgumentException("a plan hash has " + LENGTH + " hex digits, got '" + hex + "'");
    }
  }

  /** Returns the hash of a plan's text. */
  public static PlanHash of(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new PlanHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256 (this is a bug)", e);
    }
  }

  /** Returns the short form that people read to each other, such as {@code 7be2-41c0}. */
  public String code() {
    return hex.substring(0, 4) + "-" + hex.substring(4, 8);
  }
}
