package dev.twokey.chat.slack;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A card as Slack takes it.
 *
 * @param text what notifications show, escaped
 * @param blocks what people see
 * @param files what does not fit, for the thread
 */
public record SlackMessage(String text, ArrayNode blocks, List<Attached> files) {
  private static final int DIGEST_BYTES = 8;

  /** Makes it, with its own copy of the files. */
  public SlackMessage {
    requireNonNull(text, "text");
    requireNonNull(blocks, "blocks");
    files = List.copyOf(files);
  }

  /** Returns the message with its first line only, which Slack takes in any case. */
  SlackMessage bare() {
    String line = Mrkdwn.entities(text);
    ArrayNode only = Blocks.array().add(new RichText().bold(line).block());
    return new SlackMessage(text, only, files);
  }

  boolean isBare() {
    return blocks.size() == 1;
  }

  /** Returns what tells the files from others; empty for none. */
  String digest() {
    if (files.isEmpty()) {
      return "";
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      files.forEach(f -> {
        sha.update(f.name().getBytes(StandardCharsets.UTF_8));
        sha.update(f.text().getBytes(StandardCharsets.UTF_8));
      });
      return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * A file that belongs to the card.
   *
   * @param name of the file
   * @param text of it
   */
  public record Attached(String name, String text) {}
}
