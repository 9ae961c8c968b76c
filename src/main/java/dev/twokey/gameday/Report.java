package dev.twokey.gameday;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a drill went.
 *
 * @param grade the result in one word
 * @param marks in order; one that was not reached has no time
 * @param detectedAfter from the injection to the first cause that held
 * @param firstCauses which causes held first; more than one if they came with one reading
 * @param rightCauseFirst whether the true cause was among the first
 * @param recoveredAfter from the undo to the steady state
 * @param findings what to mend, for people
 */
public record Report(
    Grade grade,
    List<Mark> marks,
    Optional<Duration> detectedAfter,
    List<String> firstCauses,
    boolean rightCauseFirst,
    Optional<Duration> recoveredAfter,
    List<String> findings) {
  /** The result of a drill. */
  public enum Grade {
    /** It is not over. */
    RUNNING,
    /** All as expected. */
    PASSED,
    /** It ended properly, and something was not as expected. */
    DEVIATED,
    /** It was stopped, or the fault was never injected. */
    ABORTED
  }

  /**
   * A point in time.
   *
   * @param name such as {@code inject}
   * @param at when; empty if it was not reached
   */
  public record Mark(String name, Optional<Instant> at) {}

  public Report {
    marks = List.copyOf(marks);
    firstCauses = List.copyOf(firstCauses);
    findings = List.copyOf(findings);
  }
}
