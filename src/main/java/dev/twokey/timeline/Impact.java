package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

/**
 * What a diagnosis found to be broken for users.
 *
 * @param environment where
 * @param subsystem such as {@code Transcoding}
 * @param effect on its users
 * @param severity its word in the runbook
 * @param note of the runbook
 * @param position of the newest record that says so
 */
public record Impact(
    String environment,
    String subsystem,
    String effect,
    String severity,
    String note,
    long position) {
  public Impact {
    requireNonNull(environment, "environment");
    requireNonNull(subsystem, "subsystem");
    requireNonNull(effect, "effect");
    requireNonNull(severity, "severity");
    requireNonNull(note, "note");
  }
}
