package dev.twokey.diagnosis;

import dev.twokey.inventory.Environment;
import dev.twokey.runbook.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long things take in an environment: durations of runbooks times its time scale, except
 * time-outs.
 *
 * @param scale of the environment
 * @param sampling whether readings are repeated
 * @param since when the round began; a reading made since then counts to the round's end
 */
record Pace(double scale, Sampling sampling, Instant since) {
  static Pace of(Environment environment, Sampling sampling, Instant since) {
    return new Pace(environment.timeScale(), sampling, since);
  }

  /** Returns a duration of a runbook in this environment's time. */
  Duration scaled(Duration duration) {
    return scale == 1 ? duration : Duration.ofNanos((long) (duration.toNanos() * scale));
  }

  Duration every(Check check) {
    return scaled(check.every());
  }

  Duration held(Check check) {
    return scaled(check.held());
  }

  Optional<Duration> over(Check check) {
    return check.over().map(this::scaled);
  }

  /**
   * Returns how far two readings of a check may lie apart without a gap: one may be late by its
   * time-out, and one may be lost.
   */
  Duration gap(Check check) {
    return every(check).multipliedBy(2).plus(check.timeout());
  }

  /** Returns whether a reading of that time still counts. */
  boolean counts(Check check, Instant read, Instant now) {
    Duration age = Duration.between(read, now);
    Duration fresh = scaled(check.fresh());
    Duration limit =
        sampling != Sampling.NONE && gap(check).compareTo(fresh) > 0 ? gap(check) : fresh;
    return !read.isBefore(since) || age.compareTo(limit) <= 0;
  }
}
