package dev.twokey.chat;

import dev.twokey.chat.Card.Detail;
import dev.twokey.chat.Card.Field;
import dev.twokey.chat.Card.StepState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A card as plain text for terminals and logs. The environment and the verdict stand in the first
 * line. Control characters of a text can't reach the terminal.
 */
public final class CardText {
  private static final int LABEL_MAX = 14;
  private static final int WIDTH_MIN = 40;
  private static final int COLUMN_MIN = 16;
  private static final String GAP = "  ";

  private final int width;
  private final List<String> lines = new ArrayList<>();

  private CardText(int width) {
    this.width = Math.max(width, WIDTH_MIN);
  }

  /**
   * Returns what is known now in one line: environment, title, verdict, and what is happening. A
   * card that changed and gives the same line has nothing new for somebody who only follows it.
   */
  public static String line(Card card) {
    List<String> parts = new ArrayList<>(head(card));
    card.progress()
        .ifPresent(progress -> {
          progress.steps().stream()
              .filter(step -> step.state() == StepState.RUNNING)
              .forEach(step -> parts.add(sign(step.state()) + " " + step.text()));
          parts.add(progress.line());
        });
    return clean(parts.stream().filter(p -> !p.isEmpty()).collect(Collectors.joining(" · ")));
  }

  /**
   * Returns the card with its longer texts; of tables and pictures the headings are named.
   *
   * @param width in characters, at least 40
   */
  public static String render(Card card, int width) {
    CardText text = new CardText(width);
    text.body(card);
    List<String> headings = new ArrayList<>();
    for (Detail detail : card.details()) {
      switch (detail) {
        case Detail.Text longer -> text.detail(longer);
        case Detail.Table table -> headings.add(table.heading());
        case Detail.Image image -> headings.add(image.heading());
      }
    }
    if (!headings.isEmpty()) {
      text.wrapped("More: ", String.join(" · ", headings));
    }
    text.end(card);
    return text.done();
  }

  /** Returns the card with its longer parts; of a picture the text that says the same. */
  public static String renderAll(Card card, int width) {
    CardText text = new CardText(width);
    text.body(card);
    card.details().forEach(text::detail);
    text.end(card);
    return text.done();
  }

  private String done() {
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
  }

  private void body(Card card) {
    first(card);
    if (!card.mentions().isEmpty()) {
      wrapped(
          "",
          card.mentions().stream()
              .map(m -> "@" + clean(m.name()))
              .collect(Collectors.joining(" ")));
    }
    int label =
        card.fields().stream()
            .mapToInt(f -> f.label().length())
            .filter(n -> n <= LABEL_MAX)
            .max()
            .orElse(0);
    card.fields().forEach(field -> field(field, label));
    card.progress().ifPresent(this::progress);
  }

  private static List<String> head(Card card) {
    List<String> parts = new ArrayList<>();
    card.environment().ifPresent(e -> parts.add(e.name().toUpperCase(Locale.ROOT)));
    parts.add(card.title());
    parts.add(card.verdict());
    return parts;
  }

  private void first(Card card) {
    String line =
        clean(head(card).stream().filter(p -> !p.isEmpty()).collect(Collectors.joining(" · ")));
    String aside = clean(card.aside());
    int room = width - line.length() - aside.length();
    if (aside.isEmpty()) {
      wrapped("", line);
    } else if (room >= GAP.length()) {
      lines.add(line + " ".repeat(room) + aside);
    } else {
      wrapped("", line);
      wrapped("", aside);
    }
  }

  private void field(Field field, int label) {
    String name = clean(field.label());
    if (name.isEmpty()) {
      field.lines().forEach(line -> wrapped("", line));
      return;
    }
    String padded = name + " ".repeat(Math.max(0, label - name.length())) + GAP;
    String indent = " ".repeat(label) + GAP;
    if (name.length() > label) {
      lines.add(name);
      padded = indent;
    }
    for (String line : field.lines()) {
      wrapped(padded, line);
      padded = indent;
    }
  }

  private void progress(Card.Progress progress) {
    for (Card.Step step : progress.steps()) {
      String note = step.note().isEmpty() ? "" : GAP + step.note();
      wrapped(sign(step.state()) + " ", step.text() + note);
    }
    if (!progress.line().isEmpty()) {
      wrapped("… ", progress.line());
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

  private void detail(Detail detail) {
    lines.add("");
    lines.add(clean(detail.heading()));
    switch (detail) {
      case Detail.Text text -> text.text().lines().forEach(line -> lines.add(GAP + clean(line)));
      case Detail.Table table -> table(table);
      case Detail.Image image -> wrapped(GAP, image.alternative());
    }
  }

  private void table(Detail.Table table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.columns());
    rows.addAll(table.rows());
    int[] widths = widths(rows);
    for (List<String> row : rows) {
      List<List<String>> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(broken(clean(row.get(i)), widths[i]));
      }
      int high = cells.stream().mapToInt(List::size).max().orElse(0);
      for (int line = 0; line < high; line++) {
        StringBuilder text = new StringBuilder(GAP);
        for (int i = 0; i < cells.size(); i++) {
          String cell = line < cells.get(i).size() ? cells.get(i).get(line) : "";
          text.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
        }
        lines.add(text.toString());
      }
    }
  }

  /** Returns how wide columns are; where they don't fit, the widest give way. */
  private int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], clean(row.get(i)).length());
      }
    }
    int room = width - GAP.length() * (widths.length + 1);
    int over = Arrays.stream(widths).sum() - room;
    while (over > 0) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      int cut = Math.min(over, widths[widest] - COLUMN_MIN);
      if (cut <= 0) {
        return widths;
      }
      widths[widest] -= cut;
      over -= cut;
    }
    return widths;
  }

  private void end(Card card) {
    if (!card.buttons().isEmpty()) {
      wrapped(
          "",
          card.buttons().stream()
              .map(b -> "[\u00a0" + b.label().replace(' ', '\u00a0') + "\u00a0]")
              .collect(Collectors.joining(" ")));
    }
    if (!card.footer().isEmpty()) {
      wrapped("", card.footer());
    }
  }

  /** Adds a text broken at blanks; lines after the first are indented like the start. */
  private void wrapped(String start, String text) {
    String before = start;
    for (String line : broken(clean(text), width - start.length())) {
      lines.add(before + line);
      before = " ".repeat(start.length());
    }
  }

  /** Breaks a clean text at blanks into lines of at most that many characters. */
  private static List<String> broken(String text, int room) {
    List<String> lines = new ArrayList<>();
    String left = text;
    while (left.length() > room) {
      int blank = left.lastIndexOf(' ', room);
      int end = blank > 0 ? blank : room;
      lines.add(left.substring(0, end).replace('\u00a0', ' '));
      left = left.substring(end).stripLeading();
    }
    lines.add(left.replace('\u00a0', ' '));
    return lines;
  }

  /**
   * Returns one line without what a terminal or a chat would obey, and what turns the direction of
   * reading.
   */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == '\t' || c == '\n' ? ' ' : c)
        .map(c -> Character.isISOControl(c) || turnsDirection(c) ? '\ufffd' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean turnsDirection(int c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }
}
