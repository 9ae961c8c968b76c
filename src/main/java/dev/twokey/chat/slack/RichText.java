package dev.twokey.chat.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rich text block. Its texts are characters only: nothing in them can become a mention, a link
 * or a style, so nothing needs to be escaped.
 */
final class RichText {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,:;)]");

  private final ObjectNode block = Blocks.object().put("type", "rich_text");
  private final ArrayNode parts = block.putArray("elements");
  private ArrayNode line;
  private int length;

  RichText() {
    line = section();
  }

  private ArrayNode section() {
    return parts.addObject().put("type", "rich_text_section").putArray("elements");
  }

  /** Returns a text of ours in which addresses can be followed; each shows where it leads. */
  static RichText withLinks(String text) {
    RichText rich = new RichText();
    Matcher links = LINK.matcher(text);
    int from = 0;
    while (links.find()) {
      rich.text(text.substring(from, links.start()));
      rich.line.addObject().put("type", "link").put("url", links.group());
      rich.length += links.group().length();
      from = links.end();
    }
    return rich.text(text.substring(from));
  }

  RichText text(String text) {
    return styled(text, "");
  }

  RichText bold(String text) {
    return styled(text, "bold");
  }

  RichText italic(String text) {
    return styled(text, "italic");
  }

  private RichText styled(String text, String style) {
    if (!text.isEmpty()) {
      ObjectNode part = line.addObject().put("type", "text").put("text", Blocks.visible(text));
      if (!style.isEmpty()) {
        part.putObject("style").put(style, true);
      }
      length += text.length();
    }
    return this;
  }

  RichText emoji(String name) {
    line.addObject().put("type", "emoji").put("name", name);
    length += name.length() + 2;
    return this;
  }

  /** Adds a text whose line breaks and blanks count. */
  RichText preformatted(String text) {
    parts
        .addObject()
        .put("type", "rich_text_preformatted")
        .putArray("elements")
        .addObject()
        .put("type", "text")
        .put("text", Blocks.visible(text));
    length += text.length();
    line = section();
    return this;
  }

  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Returns the block; sections in which nothing stands are left out. */
  ObjectNode block() {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (parts.get(i).path("elements").isEmpty()) {
        parts.remove(i);
      }
    }
    return block;
  }
}
