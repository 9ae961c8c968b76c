package dev.twokey.diagnosis;

import dev.twokey.condition.Truth;
import dev.twokey.condition.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The truth of something over a stretch of time: false if it was false once, true only if it was
 * seen true from the beginning without a gap, else unknown.
 *
 * @param truth over the whole stretch
 * @param waits how far it is, if nothing but time is missing
 */
record Window(Truth truth, Optional<CauseResult.Waits> waits) {
  /** What was seen at one time. */
  record Point(Instant at, Truth truth) {}

  /** Returns the window of something that is judged on one moment. */
  static Window moment(Truth truth) {
    return new Window(truth, Optional.empty());
  }

  /**
   * Judges a stretch.
   *
   * @param points oldest first, those before the stretch too
   * @param wanted how long the stretch is
   * @param gap how far two points may lie apart
   */
  static Window judge(List<Point> points, Duration wanted, Instant now, Duration gap) {
    Instant start = now.minus(wanted);
    for (Point point : points) {
      if (!point.at().isBefore(start) && point.truth().fails()) {
        return moment(Truth.of(false));
      }
    }
    Instant covered = now;
    for (Point point : points.reversed()) {
      boolean torn = Duration.between(point.at(), covered).compareTo(gap) > 0;
      if (torn || !point.truth().holds()) {
        return open(points, wanted, Duration.between(covered, now));
      }
      covered = point.at();
      if (!covered.isAfter(start)) {
        return moment(Truth.of(true));
      }
    }
    return open(points, wanted, Duration.between(covered, now));
  }

  private static Window open(List<Point> points, Duration wanted, Duration soFar) {
    if (points.isEmpty()) {
      return moment(Truth.unknown("not read yet"));
    }
    Truth last = points.getLast().truth();
    return last instanceof Truth.Unknown ? moment(last) : open(wanted, soFar);
  }

  /** Returns a stretch of which only time is missing. */
  static Window open(Duration wanted, Duration soFar) {
    return new Window(
        Truth.unknown(needs(wanted, soFar)), Optional.of(new CauseResult.Waits(wanted, soFar)));
  }

  /** Returns the reason why a window is not decided. */
  static String needs(Duration wanted, Duration soFar) {
    return "needs " + Words.span(wanted) + " of samples (" + Words.span(soFar) + " so far)";
  }
}
