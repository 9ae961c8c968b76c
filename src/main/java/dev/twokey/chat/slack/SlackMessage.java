package dev.twokey.chat.slack;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * A card as Slack takes it.
 *
 * @param text what notifications show, escaped
 * @param blocks what people see
 * @param files what does not fit, for the thread
 */
public record SlackMessage(String text, ArrayNode blocks, List<Attached> files) {
  /** Makes it, with its own copy of the files. */
  public SlackMessage {
    requireNonNull(text, "text");
    requireNonNull(blocks, "blocks");
    files = List.copyOf(files);
  }

  /**
   * A file that belongs to the card.
   *
   * @param name of the file
   * @param text of it
   */
  public record Attached(String name, String text) {}
}
