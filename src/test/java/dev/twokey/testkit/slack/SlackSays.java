package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What Slack says of blocks and how it shows them, without a Slack to send them to. */
public final class SlackSays {
  private SlackSays() {}

  /** Returns why Slack refuses blocks of a message; empty if it takes them. */
  public static List<String> ofBlocks(JsonNode blocks) {
    return BlockRules.message(blocks);
  }

  /** Returns why Slack refuses a modal; empty if it takes it. */
  public static List<String> ofModal(JsonNode view) {
    return BlockRules.modal(view);
  }

  /** Returns how many characters the blocks count. */
  public static int lengthOf(JsonNode blocks) {
    return BlockRules.textOf(blocks);
  }

  /** Returns what people read. */
  public static String read(JsonNode blocks) {
    return Screen.text(
        new Message("1.1", Workspace.BOT_USER, Optional.empty(), "", blocks, Optional.empty()));
  }
}
