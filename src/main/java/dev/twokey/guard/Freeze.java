package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A time in which nothing is changed.
 *
 * @param environments where
 * @param from its first moment
 * @param until its end; this moment is free again
 * @param reason for people
 * @param exemption who can make an exception together; empty means nobody
 */
public record Freeze(
    Set<String> environments,
    Instant from,
    Instant until,
    String reason,
    Optional<Exemption> exemption) {
  public Freeze {
    environments = Set.copyOf(environments);
    requireNonNull(reason, "reason");
    requireNonNull(exemption, "exemption");
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a freeze ends after it begins");
    }
  }

  /** Returns whether it holds for an environment at that time. */
  public boolean covers(String environment, Instant at) {
    return environments.contains(environment) && !at.isBefore(from) && at.isBefore(until);
  }
}
