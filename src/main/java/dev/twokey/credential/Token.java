package dev.twokey.credential;

import static java.util.Objects.requireNonNull;

import dev.twokey.people.Account;
import dev.twokey.people.Proven;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A personal token of the command line. Its text is shown once and kept nowhere.
 *
 * @param id Twokey's own, short enough to be typed
 * @param hash of its text
 * @param label by which its person knows it
 * @param changes whether it may ask for changes, or only read
 * @param account that it speaks for
 * @param until when it ends
 */
public record Token(
    String id, String hash, String label, boolean changes, Account account, Instant until) {
  public Token {
    requireNonNull(id, "id");
    requireNonNull(hash, "hash");
    requireNonNull(label, "label");
    requireNonNull(account, "account");
    requireNonNull(until, "until");
  }

  /**
   * Returns what a token's text is stored as. The text is long and random, so no salt is needed.
   */
  public static String hash(String text) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256 (this is a bug)", e);
    }
  }

  /** Returns how somebody who shows it has proven themselves. */
  public Proven.ByToken proof() {
    return new Proven.ByToken(id, changes);
  }

  /** Returns what it may do, for people. */
  public String scope() {
    return changes ? "change" : "read";
  }
}
