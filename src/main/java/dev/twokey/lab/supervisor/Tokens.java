package dev.twokey.lab.supervisor;

import dev.twokey.lab.text.DurableFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The two keys of the socket: one to look, one to change. */
final class Tokens {
  /** What an operation needs. */
  enum Right {
    READ,
    CHANGE
  }

  private final String read;
  private final String change;

  Tokens(Path directory) {
    this.read = DurableFile.read(directory.resolve("read.token"));
    this.change = DurableFile.read(directory.resolve("change.token"));
    if (read.length() < 16 || change.length() < 16 || read.equals(change)) {
      throw new IllegalArgumentException("the tokens are too short, or the same: " + directory);
    }
  }

  void check(String token, Right needed) {
    if (same(token, change)) {
      return;
    }
    if (!same(token, read)) {
      throw new Refusal(
          Refusal.Code.TOKEN_REFUSED,
          "the token is unknown",
          "Send the text of read.token or change.token.");
    }
    if (needed == Right.CHANGE) {
      throw new Refusal(
          Refusal.Code.TOKEN_READ_ONLY,
          "this operation changes something, and the token is for reading",
          "Send the text of change.token.");
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
