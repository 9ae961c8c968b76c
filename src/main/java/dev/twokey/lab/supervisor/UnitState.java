package dev.twokey.lab.supervisor;

import java.util.Locale;

/** The state of a unit, in the words of a service manager. */
public enum UnitState {
  /** Its process runs. */
  ACTIVE,
  /** Never started, stopped by request, or ended with 0. */
  INACTIVE,
  /** Ended in any other way. */
  FAILED,
  /** Its process is stopped by a signal and does nothing. */
  FROZEN;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
