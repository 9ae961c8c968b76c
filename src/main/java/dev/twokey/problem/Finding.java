package dev.twokey.problem;

import static java.util.Objects.requireNonNull;

/**
 * A problem at a place in a file.
 *
 * @param at where
 * @param severity whether the file can be used all the same
 * @param problem what
 */
public record Finding(Location at, Severity severity, Problem problem) {
  /** How bad a finding is. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public Finding {
    requireNonNull(at, "at");
    requireNonNull(severity, "severity");
    requireNonNull(problem, "problem");
  }

  @Override
  public String toString() {
    return at + ": " + (severity == Severity.WARNING ? "warning: " : "") + problem.line();
  }
}
