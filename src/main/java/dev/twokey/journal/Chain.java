package dev.twokey.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The hash chain (I9). Each field goes in as its length in four bytes and its UTF-8, so that no
 * text can move from one field to the next unseen; an absent field is the length -1. Payload and
 * salt stand in the chain by their digest only, so both can be erased.
 */
public final class Chain {
  /** What stands before the first event. */
  public static final String GENESIS = "0".repeat(64);

  private static final String LABEL = "twokey.journal.1";

  private Chain() {}

  /** Returns the digest of a payload, 64 hex digits. */
  public static String digest(String salt, String payload) {
    MessageDigest sha = sha256();
    put(sha, salt);
    put(sha, payload);
    return HexFormat.of().formatHex(sha.digest());
  }

  /** Returns what {@link Row#hash} must be, 64 hex digits. */
  public static String hash(Row row) {
    MessageDigest sha = sha256();
    put(sha, LABEL);
    put(sha, row.prev());
    put(sha, Long.toString(row.position()));
    put(sha, row.stream());
    put(sha, Long.toString(row.version()));
    put(sha, row.type());
    put(sha, Long.toString(row.at()));
    put(sha, row.actor());
    put(sha, row.causation());
    put(sha, row.idempotencyKey());
    put(sha, row.digest());
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void put(MessageDigest sha, Optional<String> field) {
    if (field.isPresent()) {
      put(sha, field.get());
    } else {
      sha.update(length(-1));
    }
  }

  private static void put(MessageDigest sha, String field) {
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    sha.update(length(bytes.length));
    sha.update(bytes);
  }

  private static byte[] length(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256 (this is a bug)", e);
    }
  }
}
