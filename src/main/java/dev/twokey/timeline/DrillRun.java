package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import dev.twokey.gameday.Report;
import dev.twokey.plan.DrillFacts;

/**
 * One drill, with the truth that it is graded by.
 *
 * @param operation its id
 * @param position of the record that asked for it
 * @param title of the operation
 * @param environment where
 * @param truth what was broken, and what was expected
 * @param report how it went, as far as it got
 */
public record DrillRun(
    String operation,
    long position,
    String title,
    String environment,
    DrillFacts truth,
    Report report) {
  public DrillRun {
    requireNonNull(operation, "operation");
    requireNonNull(title, "title");
    requireNonNull(environment, "environment");
    requireNonNull(truth, "truth");
    requireNonNull(report, "report");
  }
}
