package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

/**
 * A row of the impact table.
 *
 * @param note what stands behind the severity; may be empty
 */
public record Impact(String subsystem, String effect, Severity severity, String note) {
  /** How bad it is for users. {@code NONE} rows are kept: "not affected" is asked first. */
  public enum Severity {
    NONE,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }

  public Impact {
    requireNonNull(subsystem, "subsystem");
    requireNonNull(effect, "effect");
    requireNonNull(severity, "severity");
    requireNonNull(note, "note");
  }
}
