package dev.twokey.chatops;

import dev.twokey.problem.Fields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the times that people type: always UTC where they name no offset. */
final class TimeWords {
  /** How a time is written. */
  static final String HOW =
      "Write a UTC time such as 13:50, a full one such as 2026-11-22T13:50:00Z, or 10m ago.";

  private static final Pattern CLOCK = Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)(?:\\s*UTC)?");
  private static final Pattern AGO = Pattern.compile("(\\S+)\\s+ago");
  private static final Duration YESTERDAY_WITHIN = Duration.ofHours(12);

  private TimeWords() {}

  /**
   * Returns the time that is meant; empty if it is none. A time of day that is still to come was
   * yesterday if that is less than twelve hours ago, else it is in the future.
   */
  static Optional<Instant> read(String typed, Instant now) {
    String text = typed.strip();
    Matcher clock = CLOCK.matcher(text);
    Matcher ago = AGO.matcher(text);
    if (clock.matches()) {
      LocalTime time =
          LocalTime.of(Integer.parseInt(clock.group(1)), Integer.parseInt(clock.group(2)));
      Instant today =
          now.atOffset(ZoneOffset.UTC).toLocalDate().atTime(time).toInstant(ZoneOffset.UTC);
      Instant yesterday = today.minus(Duration.ofDays(1));
      boolean meansYesterday =
          today.isAfter(now) && Duration.between(yesterday, now).compareTo(YESTERDAY_WITHIN) < 0;
      return Optional.of(meansYesterday ? yesterday : today);
    } else if (ago.matches()) {
      return Fields.parseDuration(ago.group(1)).map(now::minus);
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // it is no time: the caller says how one is written
    }
  }
}
