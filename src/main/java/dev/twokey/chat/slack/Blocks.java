package dev.twokey.chat.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.chat.CardText;
import java.util.stream.Collectors;

/** The JSON of Block Kit, with the limits that Slack has for each part. */
final class Blocks {
  /** Blocks of a message. */
  static final int MAX = 50;

  /** Elements of an actions block. */
  static final int ELEMENTS_MAX = 25;

  /** Characters of a text block. */
  static final int TEXT_MAX = 3_000;

  /** Characters of a label. */
  static final int LABEL_MAX = 75;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Blocks() {}

  static ObjectNode object() {
    return JSON.objectNode();
  }

  static ArrayNode array() {
    return JSON.arrayNode();
  }

  /** Returns a text in which nothing has a meaning but its characters. */
  static ObjectNode plain(String text, int most) {
    return object().put("type", "plain_text").put("text", cut(visible(text), most));
  }

  /** Returns the small grey line. */
  static ObjectNode context(String text) {
    ObjectNode block = object().put("type", "context");
    block.putArray("elements").add(plain(text, TEXT_MAX / 2));
    return block;
  }

  /** Returns a text with an end that says that it goes on. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /** Returns a text without control characters but line breaks; Slack takes no empty one. */
  static String visible(String text) {
    String clean =
        text.lines().map(CardText::clean).collect(Collectors.joining("\n"))
            + (text.endsWith("\n") ? "\n" : "");
    return clean.isEmpty() ? "–" : clean;
  }
}
