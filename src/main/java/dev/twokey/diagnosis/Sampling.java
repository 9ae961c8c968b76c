package dev.twokey.diagnosis;

/** What is read again when time goes on. */
public enum Sampling {
  /** Nothing: each reading is made once, as for a one-off answer. */
  NONE,
  /** What {@code for} and {@code over} windows that are not yet decided need. */
  WINDOWS,
  /** Everything that was asked for, each at its {@code every}: incident, drill, watch, verify. */
  ALL
}
