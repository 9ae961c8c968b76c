package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How young the newest good backup must be.
 *
 * @param maxAge of its end
 * @param from who tells, such as {@code pgbackrest}
 * @param connection of the environment where it is asked; empty is the teller's own default
 */
public record BackupFreshness(Duration maxAge, String from, Optional<String> connection) {
  public BackupFreshness {
    requireNonNull(maxAge, "maxAge");
    requireNonNull(from, "from");
    requireNonNull(connection, "connection");
  }
}
