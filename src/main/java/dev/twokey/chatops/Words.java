package dev.twokey.chatops;

import dev.twokey.chat.Card;
import dev.twokey.problem.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/** How cards say times, names and lists. */
final class Words {
  static final String DOT = " · ";

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final Duration CLOCK_ENOUGH = Duration.ofHours(12);

  private Words() {}

  /** Returns a time of day in UTC; with its date if it is far from now. */
  static String time(Instant at, Instant now) {
    boolean near = Duration.between(at, now).abs().compareTo(CLOCK_ENOUGH) < 0;
    return near ? CLOCK.format(at) : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Returns how long ago something was, such as {@code 5 s ago}. */
  static String ago(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    return age.compareTo(Duration.ofSeconds(1)) < 0
        ? "just now"
        : DurationText.of(whole(age)) + " ago";
  }

  /** Returns how long until something, such as {@code in 13 min}. */
  static String in(Instant at, Instant now) {
    Duration left = Duration.between(now, at);
    return left.isPositive() ? "in " + DurationText.of(whole(left)) : "now";
  }

  /** Returns a time to come and how far it is: {@code 14:32:00 UTC (in 13 min)}. */
  static String until(Instant at, Instant now) {
    return time(at, now) + " (" + in(at, now) + ")";
  }

  /** Returns a time that was and its age: {@code 14:02:00 UTC (12 min ago)}. */
  static String since(Instant at, Instant now) {
    return time(at, now) + " (" + ago(at, now) + ")";
  }

  /** Returns what a person wrote, or which button they pressed, as a card shows it. */
  static Card.Said said(String by, String text, Instant at) {
    String line = text.strip();
    int end = line.startsWith("[") ? line.indexOf(']') : -1;
    return new Card.Said(by, end > 0 ? "pressed " + line.substring(0, end + 1) : line, at);
  }

  static String span(Instant from, Instant to) {
    return DurationText.of(Duration.between(from, to));
  }

  private static Duration whole(Duration d) {
    return d.compareTo(Duration.ofSeconds(1)) < 0 ? d : d.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Returns an id as words: {@code rabbitmq_down.disk_alarm} is a disk alarm. */
  static String words(String id) {
    return id.substring(id.lastIndexOf('.') + 1).replace('_', ' ');
  }

  /** Returns a number with its noun. */
  static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  static String dots(Collection<String> parts) {
    return String.join(DOT, parts.stream().filter(p -> !p.isEmpty()).toList());
  }

  static String dots(String... parts) {
    return dots(List.of(parts));
  }

  /** Returns names as people list them: {@code a, b and c}. */
  static String and(List<String> names) {
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  /** Returns a text that is cut where it is too long for a line of a card. */
  static String cut(String text, int max) {
    String line = text.strip().replace('\n', ' ');
    if (line.length() <= max) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(max - 2)) ? max - 2 : max - 1;
    return line.substring(0, end).stripTrailing() + "…";
  }

  /** Returns a sentence with a full stop at its end. */
  static String sentence(String text) {
    String said = text.strip();
    if (said.isEmpty()) {
      return "";
    }
    String big = Character.toUpperCase(said.charAt(0)) + said.substring(1);
    return ".!?…:".indexOf(big.charAt(big.length() - 1)) >= 0 ? big : big + ".";
  }
}
