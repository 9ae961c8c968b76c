package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person reads of a message: rich and plain text as it is, mrkdwn with its effect. */
final class Screen {
  private static final Pattern ANGLES = Pattern.compile("<([^<>|]*)(?:\\|([^<>]*))?>");
  private static final Pattern MARKS =
      Pattern.compile("(?<![\\w*_~`])([*_~`])(?=\\S)(.+?)(?<=\\S)\\1(?![\\w*_~`])");

  private Screen() {}

  /** Returns everything that can be read of a message. */
  static String text(Message message) {
    StringBuilder text = new StringBuilder();
    JsonNode blocks = message.blocks;
    if (blocks == null) {
      text.append(mrkdwn(message.text)).append('\n');
    } else {
      blocks.forEach(block -> text.append(block(block)).append('\n'));
    }
    message.files.forEach(file -> text.append(file.name).append('\n'));
    return text.toString();
  }

  /** Returns the labels of the buttons, in order. */
  static List<String> buttons(Message message) {
    return elements(message).stream().map(b -> b.path("text").path("text").asText()).toList();
  }

  /** Returns the button with that label. */
  static Optional<JsonNode> button(Message message, String label) {
    return elements(message).stream()
        .filter(b -> b.path("text").path("text").asText().equals(label))
        .findFirst();
  }

  private static List<JsonNode> elements(Message message) {
    List<JsonNode> found = new ArrayList<>();
    if (message.blocks != null) {
      for (JsonNode block : message.blocks) {
        block
            .path("elements")
            .forEach(e -> {
              if (e.path("type").asText().equals("button")) {
                found.add(e);
              }
            });
      }
    }
    return found;
  }

  private static String block(JsonNode block) {
    StringBuilder text = new StringBuilder();
    switch (block.path("type").asText()) {
      case "rich_text" -> block.path("elements").forEach(e -> text.append(rich(e)).append('\n'));
      case "context" -> block.path("elements").forEach(e -> text.append(object(e)).append('\n'));
      case "actions" ->
          block
              .path("elements")
              .forEach(e ->
                  text.append("[ ").append(e.path("text").path("text").asText()).append(" ] "));
      default -> {
        text.append(object(block.path("text")));
        block.path("fields").forEach(f -> text.append(object(f)).append('\n'));
      }
    }
    return text.toString();
  }

  private static String rich(JsonNode element) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : element.path("elements")) {
      text.append(
          switch (part.path("type").asText()) {
            case "emoji" -> ":" + part.path("name").asText() + ":";
            case "rich_text_section" -> rich(part) + "\n";
            default -> part.path("text").asText();
          });
    }
    return text.toString();
  }

  private static String object(JsonNode object) {
    String text = object.path("text").asText();
    return object.path("type").asText().equals("mrkdwn") ? mrkdwn(text) : text;
  }

  /** Returns what mrkdwn looks like: markup has its effect, a mention rings. */
  static String mrkdwn(String text) {
    StringBuilder plain = new StringBuilder();
    Matcher angles = ANGLES.matcher(MARKS.matcher(text).replaceAll("$2"));
    while (angles.find()) {
      String target = angles.group(1);
      String shown = angles.group(2) == null ? target : angles.group(2);
      angles.appendReplacement(
          plain,
          Matcher.quoteReplacement(
              target.startsWith("!") || target.startsWith("@") ? "@" + shown + "🔔" : shown));
    }
    angles.appendTail(plain);
    return plain.toString().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
