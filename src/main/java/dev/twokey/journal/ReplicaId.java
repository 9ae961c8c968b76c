package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

/**
 * One start of one bot process.
 *
 * @param host where it runs
 * @param epoch differs at each start
 */
public record ReplicaId(String host, long epoch) {
  public ReplicaId {
    requireNonNull(host, "host");
  }
}
