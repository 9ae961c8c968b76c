package dev.twokey.testkit.slack;

import static dev.twokey.testkit.slack.Rule.byType;
import static dev.twokey.testkit.slack.Rule.flag;
import static dev.twokey.testkit.slack.Rule.list;
import static dev.twokey.testkit.slack.Rule.number;
import static dev.twokey.testkit.slack.Rule.oneOf;
import static dev.twokey.testkit.slack.Rule.place;
import static dev.twokey.testkit.slack.Rule.text;

import dev.twokey.testkit.slack.Rule.Shape;
import java.util.Map;

/** The rules of rich text, and the one of sections that needs more than a shape. */
final class RichTextRules {
  private static final Rule STYLE =
      new Shape()
          .may("bold", flag())
          .may("italic", flag())
          .may("strike", flag())
          .may("code", flag());
  private static final Rule TEXT =
      Shape.typed().need("text", text(1, Integer.MAX_VALUE)).may("style", STYLE);
  private static final Rule LINK =
      Shape.typed()
          .need("url", text(1, 3000))
          .may("text", text(1, Integer.MAX_VALUE))
          .may("unsafe", flag())
          .may("style", STYLE);
  private static final Rule INLINE =
      byType(
          Map.of(
              "text",
              TEXT,
              "link",
              LINK,
              "emoji",
              Shape.typed().need("name", text(1, 100)).may("unicode", text(1, 100)),
              "user",
              Shape.typed().need("user_id", text(1, 20)).may("style", STYLE),
              "channel",
              Shape.typed().need("channel_id", text(1, 20)).may("style", STYLE),
              "broadcast",
              Shape.typed().need("range", oneOf("here", "channel", "everyone"))));
  private static final Shape SECTION = parts(INLINE);
  private static final Rule INLINES = list(INLINE, 1, Integer.MAX_VALUE);

  /** The rule of an element of a rich text. */
  static final Rule RULE =
      byType(
          Map.of(
              "rich_text_section",
              SECTION,
              "rich_text_quote",
              Shape.typed().need("elements", INLINES).may("border", number(0, 1)),
              "rich_text_preformatted",
              Shape.typed()
                  .need(
                      "elements",
                      list(byType(Map.of("text", TEXT, "link", LINK)), 1, Integer.MAX_VALUE))
                  .may("border", number(0, 1)),
              "rich_text_list",
              Shape.typed()
                  .need("elements", list(SECTION, 1, Integer.MAX_VALUE))
                  .need("style", oneOf("bullet", "ordered"))
                  .may("indent", number(0, 8))
                  .may("offset", number(0, Integer.MAX_VALUE))
                  .may("border", number(0, 1))));

  private RichTextRules() {}

  /** A section has a text, or fields, or both. */
  static Rule textOrFields(Shape shape) {
    return (value, at, errors) -> {
      shape.check(value, at, errors);
      if (value.isObject() && !value.has("text") && !value.has("fields")) {
        errors.add(place("missing required field: text", at));
      }
    };
  }

  private static Shape parts(Rule each) {
    return Shape.typed().need("elements", list(each, 1, Integer.MAX_VALUE));
  }
}
