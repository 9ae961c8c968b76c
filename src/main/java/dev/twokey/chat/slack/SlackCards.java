package dev.twokey.chat.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.chat.Card.Detail;
import dev.twokey.chat.Card.Field;
import dev.twokey.chat.Card.StepState;
import dev.twokey.chat.CardText;
import dev.twokey.chat.Tone;
import dev.twokey.chat.slack.SlackMessage.Attached;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lays a card out as Slack's blocks. Environment and verdict stand in the first line, what can be
 * done above longer parts. A message holds 50 blocks and, by observation, about 13,000 characters;
 * a card takes {@link #TEXT_MAX} of them at most. What is longer is cut with a note, and the whole
 * card goes as a file into its thread.
 */
public final class SlackCards {
  /** How many characters of a card stand in its message. */
  public static final int TEXT_MAX = 6_000;

  /** How many buttons a message has; Slack has no place for more without a limit on the rest. */
  public static final int BUTTONS_MAX = 100;

  private static final int NOTICE_MAX = 500;
  private static final int LINE_MAX = 500;
  private static final int LINES_MAX = 12;
  private static final int HEAD_MAX = 300;
  private static final int STEPS_MAX = 25;
  private static final int FIRST_BUTTONS = 5;
  private static final int DETAIL_MAX = 1_200;
  private static final int DETAIL_LINES_MAX = 16;
  private static final int DETAILS_MAX = 3_000;
  private static final int FILE_WIDTH = 120;

  private final Card card;
  private final List<ObjectNode> blocks = new ArrayList<>();
  private final List<String> inFile = new ArrayList<>();
  private int left = TEXT_MAX;
  private boolean isCut;

  private SlackCards(Card card) {
    this.card = card;
  }

  /** Returns the message of a card. */
  public static SlackMessage render(Card card) {
    return new SlackCards(card).message();
  }

  private SlackMessage message() {
    left -= card.buttons().stream().mapToInt(b -> Math.min(b.label().length(), 75)).sum();
    head();
    fields();
    card.progress().ifPresent(this::progress);
    List<Button> buttons = card.buttons().subList(0, Math.min(card.buttons().size(), BUTTONS_MAX));
    int first = Math.min(FIRST_BUTTONS, buttons.size());
    actions(buttons.subList(0, first), 0);
    details();
    actions(buttons.subList(first, buttons.size()), first);
    foot();
    ArrayNode all = Blocks.array();
    all.addAll(blocks);
    return new SlackMessage(
        Mrkdwn.escape(Blocks.cut(CardText.line(card), NOTICE_MAX)), all, files());
  }

  private void head() {
    RichText head = new RichText();
    card.environment()
        .ifPresent(e ->
            head.emoji(circle(e.color()))
                .text(" ")
                .bold(e.name().toUpperCase(Locale.ROOT))
                .text(card.title().isEmpty() && card.verdict().isEmpty() ? "" : " · "));
    head.text(cut(card.title(), HEAD_MAX));
    if (!card.verdict().isEmpty()) {
      head.text(card.title().isEmpty() ? "" : " · ");
      sign(head, card.tone());
      head.bold(cut(card.verdict(), HEAD_MAX));
    }
    if (!card.aside().isEmpty()) {
      head.text("\n").italic(cut(card.aside(), HEAD_MAX));
    }
    add(head);
  }

  private void fields() {
    RichText text = new RichText();
    for (Field field : card.fields()) {
      List<String> lines = lines(field);
      int length = field.label().length() + lines.stream().mapToInt(l -> l.length() + 3).sum();
      if (length > left - text.length() || blocks.size() > Blocks.MAX / 2) {
        inFile.add(field.label());
        continue;
      }
      if (text.length() + length > Blocks.TEXT_MAX) {
        add(text);
        text = new RichText();
      }
      field(text, field, lines);
    }
    add(text);
  }

  private static void field(RichText text, Field field, List<String> lines) {
    text.text(text.isEmpty() ? "" : "\n");
    sign(text, field.tone());
    if (!field.label().isEmpty()) {
      text.bold(field.label()).text(lines.size() == 1 ? "  " : "\n");
    }
    text.text(String.join("\n", lines));
  }

  /** Returns the lines of a field, none too long and not too many. */
  private List<String> lines(Field field) {
    List<String> lines =
        field.lines().stream()
            .limit(LINES_MAX)
            .map(line -> cut(line, LINE_MAX))
            .collect(Collectors.toCollection(ArrayList::new));
    if (field.lines().size() > LINES_MAX) {
      isCut = true;
      lines.add("… and " + (field.lines().size() - LINES_MAX) + " more in the file below");
    }
    return lines;
  }

  private void progress(Card.Progress progress) {
    RichText text = new RichText();
    List<Card.Step> steps = progress.steps();
    // those that are done long ago give way to what is happening
    int from = Math.max(0, steps.size() - STEPS_MAX);
    if (from > 0) {
      isCut = true;
      text.text("… " + from + " steps before");
    }
    for (Card.Step step : steps.subList(from, steps.size())) {
      String note = step.note().isEmpty() ? "" : "  " + cut(step.note(), 100);
      text.text((text.isEmpty() ? "" : "\n") + sign(step.state()) + " ")
          .text(cut(step.text(), 150))
          .italic(note);
    }
    if (!progress.line().isEmpty()) {
      text.text(text.isEmpty() ? "… " : "\n… ").italic(cut(progress.line(), LINE_MAX));
    }
    add(text);
  }

  private void details() {
    int room = Math.min(DETAILS_MAX, left);
    for (Detail detail : card.details()) {
      String shown =
          switch (detail) {
            case Detail.Text text -> text.text().strip();
            case Detail.Table table -> Tables.text(table);
            case Detail.Image image -> image.alternative();
          };
      boolean fits =
          shown.length() <= Math.min(DETAIL_MAX, room)
              && shown.lines().count() <= DETAIL_LINES_MAX
              && blocks.size() < Blocks.MAX - 10;
      if (!fits) {
        inFile.add(detail.heading());
        continue;
      }
      room -= shown.length();
      add(new RichText().bold(cut(detail.heading(), 150)).preformatted(shown));
    }
  }

  private void actions(List<Button> buttons, int from) {
    for (int i = 0; i < buttons.size(); i += Blocks.ELEMENTS_MAX) {
      ObjectNode block = Blocks.object().put("type", "actions");
      ArrayNode elements = block.putArray("elements");
      int end = Math.min(buttons.size(), i + Blocks.ELEMENTS_MAX);
      for (int b = i; b < end; b++) {
        elements.add(button(buttons.get(b), from + b));
      }
      blocks.add(block);
    }
  }

  private static ObjectNode button(Button button, int place) {
    ObjectNode json = Blocks.object().put("type", "button");
    json.set("text", Blocks.plain(button.label(), Blocks.LABEL_MAX));
    json.put("action_id", SlackActions.PRESS + place).put("value", button.id());
    switch (button.style()) {
      case PLAIN -> {}
      case PRIMARY -> json.put("style", "primary");
      case DANGER -> json.put("style", "danger");
    }
    return json;
  }

  private void foot() {
    List<String> foot = new ArrayList<>();
    card.said().ifPresent(said -> foot.add(said.by() + ": " + cut(said.text(), LINE_MAX)));
    if (!card.footer().isEmpty()) {
      foot.add(cut(card.footer(), LINE_MAX));
    }
    if (isLong()) {
      String what = inFile.isEmpty() ? "All of it" : Blocks.cut(String.join(" · ", inFile), 300);
      String where = isSettled() ? "in the file below" : "in a file, when this has come to rest";
      foot.add(what + ": " + where);
    }
    if (!foot.isEmpty()) {
      blocks.add(Blocks.context(String.join("\n", foot)));
    }
  }

  /** While it goes on the file would change each second, so it comes at the end. */
  private List<Attached> files() {
    if (!isSettled()) {
      return List.of();
    }
    List<Attached> files = new ArrayList<>();
    if (isLong()) {
      files.add(new Attached(fileName(card.title(), ".txt"), CardText.renderAll(card, FILE_WIDTH)));
    }
    for (Detail detail : card.details()) {
      if (detail instanceof Detail.Image image && !image.svg().isEmpty()) {
        files.add(new Attached(fileName(image.heading(), ".svg"), image.svg()));
      }
    }
    return files;
  }

  private boolean isLong() {
    return isCut || !inFile.isEmpty();
  }

  private boolean isSettled() {
    return card.progress().stream()
        .flatMap(p -> p.steps().stream())
        .noneMatch(s -> s.state() == StepState.RUNNING);
  }

  private String cut(String text, int most) {
    isCut |= text.length() > most;
    return Blocks.cut(text, most);
  }

  private void add(RichText text) {
    if (!text.isEmpty()) {
      left -= text.length();
      blocks.add(text.block());
    }
  }

  private static String fileName(String title, String ending) {
    String name = title.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
    return (name.isEmpty() ? "card" : Blocks.cut(name, 80)) + ending;
  }

  private static void sign(RichText text, Tone tone) {
    switch (tone) {
      case NEUTRAL -> {}
      case GOOD -> text.emoji("white_check_mark").text(" ");
      case ATTENTION -> text.emoji("warning").text(" ");
      case BAD -> text.emoji("octagonal_sign").text(" ");
    }
  }

  private static String sign(StepState state) {
    return switch (state) {
      case WAITING -> "○";
      case RUNNING -> "●";
      case DONE -> "✔";
      case FAILED -> "✖";
      case UNKNOWN -> "?";
      case SKIPPED -> "–";
    };
  }

  private static String circle(String color) {
    return switch (color) {
      case "red" -> "red_circle";
      case "blue" -> "large_blue_circle";
      case "green" -> "large_green_circle";
      case "yellow" -> "large_yellow_circle";
      case "orange" -> "large_orange_circle";
      case "purple" -> "large_purple_circle";
      case "brown" -> "large_brown_circle";
      case "black" -> "black_circle";
      default -> "white_circle";
    };
  }
}
