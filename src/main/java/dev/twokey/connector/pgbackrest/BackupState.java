package dev.twokey.connector.pgbackrest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What pgBackRest says about one stanza, or about all of them by the worst.
 *
 * @param newest when its newest good backup ended; empty if it has none
 * @param status pgBackRest's own code, 0 where nothing is wrong; {@link #NO_STANZA} is ours
 * @param message what is wrong, or {@code ok}
 */
record BackupState(Optional<Instant> newest, long status, String message) {
  /** The status where the output names no stanza at all, for which pgBackRest has no code. */
  static final long NO_STANZA = -1;

  BackupState {
    requireNonNull(newest, "newest");
    requireNonNull(message, "message");
  }

  boolean isWrong() {
    return status != 0;
  }

  /**
   * Returns the worse of two: one with something wrong, else one without a backup, else the one
   * whose newest backup is older.
   */
  BackupState worse(BackupState other) {
    if (isWrong() != other.isWrong()) {
      return isWrong() ? this : other;
    } else if (newest.isEmpty() || other.newest.isEmpty()) {
      return newest.isEmpty() ? this : other;
    }
    return other.newest.get().isBefore(newest.get()) ? other : this;
  }
}
