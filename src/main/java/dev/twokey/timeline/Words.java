package dev.twokey.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Times, spans and lists as the record writes them. */
public final class Words {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long SECONDS_SHORT = 120;

  private Words() {}

  /** Returns a time in UTC, to the second, such as {@code 2025-03-01 10:00:00}. */
  public static String utc(Instant at) {
    return SECOND.format(at);
  }

  /** Returns a span such as {@code 45 s}, {@code 12 min 30 s} or {@code 3 h 5 min}. */
  public static String span(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 1) {
      return "under 1 s";
    } else if (seconds < SECONDS_SHORT) {
      return seconds + " s";
    } else if (span.toHours() < 1) {
      return span.toMinutes()
          + " min"
          + (span.toSecondsPart() == 0 ? "" : " " + span.toSecondsPart() + " s");
    }
    return span.toHours()
        + " h"
        + (span.toMinutesPart() == 0 ? "" : " " + span.toMinutesPart() + " min");
  }

  /** Returns a number with its noun, such as {@code 1 step} or {@code 3 steps}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  static String list(List<?> items, String none) {
    return items.isEmpty()
        ? none
        : String.join(", ", items.stream().map(Object::toString).toList());
  }
}
