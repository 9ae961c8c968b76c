package dev.twokey.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads points in time as files have them: a day such as {@code 2026-12-31}, or a UTC time. */
public final class TimeText {
  /** What to tell somebody who wrote something else. */
  public static final String ADVICE =
      "Write a day such as 2026-12-31 or a UTC time such as 2026-12-31T18:00:00Z.";

  private TimeText() {}

  /** Returns when it begins: a day at its first moment in UTC. */
  public static Optional<Instant> startOf(String text) {
    return read(text, 0);
  }

  /** Returns when it has ended: a day counts wholly, so at the first moment of the next in UTC. */
  public static Optional<Instant> endOf(String text) {
    return read(text, 1);
  }

  private static Optional<Instant> read(String text, int days) {
    try {
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
