package dev.twokey.problem;

import java.time.Duration;

/** Says durations as people do: no more digits than they need to decide. */
public final class DurationText {
  private static final long SECONDS_ALONE = 120;
  private static final long MINUTES_WITH_SECONDS = 10;
  private static final long MINUTES_ALONE = 120;
  private static final long HOURS_WITH_MINUTES = 10;
  private static final long HOURS_ALONE = 48;

  private DurationText() {}

  /**
   * Returns a duration in words, such as {@code 41 ms}, {@code 1.3 s}, {@code 85 s}, {@code 3 min 5
   * s}, {@code 13 min}, {@code 5 h 20 min}, {@code 3 d}. It is cut, never rounded up; a negative
   * one counts as none.
   */
  public static String of(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      return "0 s";
    }
    long millis = duration.toMillis();
    long seconds = duration.toSeconds();
    long minutes = duration.toMinutes();
    long hours = duration.toHours();
    if (seconds == 0) {
      return millis + " ms";
    } else if (seconds < 10 && millis % 1000 >= 100) {
      return seconds + "." + millis % 1000 / 100 + " s";
    } else if (seconds < SECONDS_ALONE) {
      return seconds + " s";
    } else if (minutes < MINUTES_WITH_SECONDS) {
      return two(minutes, " min", seconds % 60, " s");
    } else if (minutes < MINUTES_ALONE) {
      return minutes + " min";
    } else if (hours < HOURS_WITH_MINUTES) {
      return two(hours, " h", minutes % 60, " min");
    }
    return hours < HOURS_ALONE ? hours + " h" : duration.toDays() + " d";
  }

  private static String two(long big, String bigUnit, long small, String smallUnit) {
    return big + bigUnit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
