package dev.twokey.testkit.slack;

import static dev.twokey.testkit.slack.Rule.byType;
import static dev.twokey.testkit.slack.Rule.flag;
import static dev.twokey.testkit.slack.Rule.list;
import static dev.twokey.testkit.slack.Rule.number;
import static dev.twokey.testkit.slack.Rule.oneOf;
import static dev.twokey.testkit.slack.Rule.place;
import static dev.twokey.testkit.slack.Rule.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.testkit.slack.Rule.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of Block Kit for messages and modals. */
final class BlockRules {
  /** Blocks of a message. */
  static final int MESSAGE_BLOCKS_MAX = 50;

  /** Blocks of a modal. */
  static final int MODAL_BLOCKS_MAX = 100;

  /** All text of a message's blocks; not documented, but observed. */
  static final int MESSAGE_TEXT_MAX = 13_200;

  private static final int ID_MAX = 255;
  private static final Rule ID = text(1, ID_MAX);
  private static final Rule OPTION =
      new Shape()
          .need("text", anyText(75))
          .need("value", text(1, 150))
          .may("description", plain(75))
          .may("url", text(1, 3000));
  private static final Rule CONFIRM =
      new Shape()
          .need("title", plain(100))
          .need("text", anyText(300))
          .need("confirm", plain(30))
          .need("deny", plain(30))
          .may("style", oneOf("primary", "danger"));

  private static final Map<String, Rule> CHOOSERS =
      Map.of(
          "static_select",
          chooser(100).may("placeholder", plain(150)).may("initial_option", OPTION),
          "multi_static_select",
          chooser(100)
              .may("placeholder", plain(150))
              .may("initial_options", list(OPTION, 1, 100))
              .may("max_selected_items", number(1, 100)),
          "checkboxes",
          chooser(10).may("initial_options", list(OPTION, 1, 10)),
          "radio_buttons",
          chooser(10).may("initial_option", OPTION));

  private static final Shape BUTTON =
      Shape.typed()
          .need("text", plain(75))
          .may("action_id", ID)
          .may("value", text(0, 2000))
          .may("url", text(1, 3000))
          .may("style", oneOf("primary", "danger"))
          .may("confirm", CONFIRM)
          .may("accessibility_label", text(1, 75));

  private static final Shape OVERFLOW =
      Shape.typed()
          .need("options", list(OPTION, 1, 5))
          .may("action_id", ID)
          .may("confirm", CONFIRM);

  private static final Shape TEXT_INPUT =
      Shape.typed()
          .may("action_id", ID)
          .may("placeholder", plain(150))
          .may("initial_value", text(0, 3000))
          .may("multiline", flag())
          .may("min_length", number(0, 3000))
          .may("max_length", number(1, 3000))
          .may("focus_on_load", flag());

  private static final Rule BLOCK = byType(blocks());

  private BlockRules() {}

  /** Returns what Slack would say of the blocks of a message; empty if it takes them. */
  static List<String> message(JsonNode blocks) {
    return check(blocks, "/blocks", MESSAGE_BLOCKS_MAX);
  }

  /** Returns what Slack would say of a modal; empty if it takes it. */
  static List<String> modal(JsonNode view) {
    List<String> errors = new ArrayList<>();
    Shape.typed()
        .need("title", plain(24))
        .need("blocks", (value, at, into) -> into.addAll(check(value, at, MODAL_BLOCKS_MAX)))
        .may("submit", plain(24))
        .may("close", plain(24))
        .may("private_metadata", text(0, 3000))
        .may("callback_id", text(0, ID_MAX))
        .may("external_id", text(0, ID_MAX))
        .may("clear_on_close", flag())
        .may("notify_on_close", flag())
        .check(view, "/view", errors);
    if (!view.path("type").asText("").equals("modal")) {
      errors.add(place("unsupported type: " + view.path("type").asText(""), "/view/type"));
    }
    for (JsonNode block : view.path("blocks")) {
      if (block.path("type").asText("").equals("input") && !view.has("submit")) {
        errors.add(place("missing required field: submit", "/view"));
        break;
      }
    }
    return errors;
  }

  /** Returns how many characters people read in the blocks. */
  static int textOf(JsonNode json) {
    int all = json.path("text").isTextual() ? json.path("text").asText().length() : 0;
    for (JsonNode inner : json) {
      all += textOf(inner);
    }
    return all;
  }

  private static List<String> check(JsonNode blocks, String at, int most) {
    List<String> errors = new ArrayList<>();
    list(BLOCK, 1, most).check(blocks, at, errors);
    Set<String> blockIds = new HashSet<>();
    for (int i = 0; i < blocks.size(); i++) {
      JsonNode block = blocks.get(i);
      String place = at + "/" + i;
      if (block.has("block_id") && !blockIds.add(block.path("block_id").asText())) {
        errors.add(place("`block_id` already exists for another block", place + "/block_id"));
      }
      Set<String> actionIds = new HashSet<>();
      for (JsonNode element : block.path("elements")) {
        if (element.has("action_id") && !actionIds.add(element.path("action_id").asText())) {
          errors.add(place("`action_id` already exists for another element", place));
        }
      }
    }
    return errors;
  }

  private static Map<String, Rule> blocks() {
    Rule accessory = byType(with(CHOOSERS, Map.of("button", BUTTON, "overflow", OVERFLOW)));
    Rule input = byType(with(CHOOSERS, Map.of("plain_text_input", TEXT_INPUT)));
    Rule small =
        byType(
            Map.of(
                "plain_text",
                plain(2000),
                "mrkdwn",
                mrkdwn(2000),
                "image",
                Shape.typed().need("image_url", text(1, 3000)).need("alt_text", text(1, 2000))));
    return Map.of(
        "section",
        RichTextRules.textOrFields(
            block()
                .may("text", anyText(3000))
                .may("fields", list(anyText(2000), 1, 10))
                .may("accessory", accessory)
                .may("expand", flag())),
        "header",
        block().need("text", plain(150)),
        "divider",
        block(),
        "context",
        block().need("elements", list(small, 1, 10)),
        "actions",
        block().need("elements", list(accessory, 1, 25)),
        "image",
        block()
            .need("image_url", text(1, 3000))
            .need("alt_text", text(1, 2000))
            .may("title", plain(2000)),
        "input",
        block()
            .need("label", plain(2000))
            .need("element", input)
            .may("hint", plain(2000))
            .may("optional", flag())
            .may("dispatch_action", flag()),
        "rich_text",
        block().need("elements", list(RichTextRules.RULE, 1, Integer.MAX_VALUE)));
  }

  private static Shape block() {
    return Shape.typed().may("block_id", ID);
  }

  private static Shape chooser(int most) {
    return Shape.typed()
        .need("options", list(OPTION, 1, most))
        .may("action_id", ID)
        .may("confirm", CONFIRM)
        .may("focus_on_load", flag());
  }

  private static Rule plain(int most) {
    Shape shape =
        new Shape()
            .need("type", oneOf("plain_text"))
            .need("text", text(1, most))
            .may("emoji", flag());
    return shape;
  }

  private static Rule mrkdwn(int most) {
    return new Shape()
        .need("type", oneOf("mrkdwn"))
        .need("text", text(1, most))
        .may("verbatim", flag());
  }

  private static Rule anyText(int most) {
    return byType(Map.of("plain_text", plain(most), "mrkdwn", mrkdwn(most)));
  }

  private static Map<String, Rule> with(Map<String, Rule> some, Map<String, Rule> more) {
    Map<String, Rule> all = new java.util.HashMap<>(some);
    all.putAll(more);
    return Map.copyOf(all);
  }
}
