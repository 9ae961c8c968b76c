package dev.twokey.web;

import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.chat.Card.Detail;
import dev.twokey.chat.Card.Field;
import dev.twokey.chat.Card.StepState;
import dev.twokey.chat.Tone;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Small questions that templates ask: which class, which word, which address. */
public final class Look {
  private static final Set<String> COLORS =
      Set.of("red", "orange", "amber", "green", "teal", "blue", "purple", "grey");
  private static final Map<String, String> ALSO_CALLED =
      Map.of("yellow", "amber", "gray", "grey", "violet", "purple", "cyan", "teal");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private Look() {}

  /** Returns the class of an environment's colour; one we don't know is grey. */
  public static String color(String color) {
    String lower = color.toLowerCase(Locale.ROOT);
    String name = ALSO_CALLED.getOrDefault(lower, lower);
    return "env-" + (COLORS.contains(name) ? name : "grey");
  }

  /** Returns the classes of a card. */
  public static String card(Card card) {
    String environment =
        card.environment().map(e -> color(e.color()) + loud(e.color())).orElse("env-no");
    return "card " + tone(card.tone()) + " " + environment;
  }

  /** Returns the class of a page. */
  public static String frame(View.Link channel) {
    return loud(channel.color());
  }

  /** Red is the colour of production; its cards are framed, not only marked. */
  private static String loud(String color) {
    return color(color).equals("env-red") ? " loud" : "";
  }

  /** Returns the class of a tone. */
  public static String tone(Tone tone) {
    return "tone-" + tone.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the class of a button. */
  public static String button(Button.Style style) {
    return "button " + style.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the class of a step. */
  public static String step(StepState state) {
    return "step-" + state.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the word for a step, for those who do not see its sign. */
  public static String word(StepState state) {
    return switch (state) {
      case WAITING -> "waiting";
      case RUNNING -> "running";
      case DONE -> "done";
      case FAILED -> "failed";
      case UNKNOWN -> "unknown";
      case SKIPPED -> "skipped";
    };
  }

  /** Returns the first letter of a name, for the sign beside what a person said. */
  public static String initial(String name) {
    return name.isEmpty() ? "?" : name.substring(0, name.offsetByCodePoints(0, 1));
  }

  /**
   * Returns the number of the detail that a field unfolds: the text under the same heading; -1 if
   * there is none.
   */
  public static int unfolds(Card card, Field field) {
    for (int i = 0; i < card.details().size(); i++) {
      if (card.details().get(i) instanceof Detail.Text text
          && text.heading().equals(field.label())) {
        return i;
      }
    }
    return -1;
  }

  /** Returns whether a field unfolds this detail, so that it is not shown again below. */
  public static boolean isUnfolded(Card card, Detail detail) {
    return detail instanceof Detail.Text
        && card.fields().stream().anyMatch(f -> f.label().equals(detail.heading()));
  }

  /** Returns a time of day in UTC; the page adds the reader's own. */
  public static String time(Instant at) {
    return TIME.format(at);
  }

  /** Returns a short digest, so that an address changes when its content does. */
  public static String stamp(String content) {
    return Tokens.digest(content).substring(0, 12);
  }

  /** Returns a text fit for an address. */
  public static String address(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
