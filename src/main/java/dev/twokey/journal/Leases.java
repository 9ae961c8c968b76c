package dev.twokey.journal;

import java.time.Duration;
import java.util.OptionalLong;

/** Says which replica is alive, never who may act: that is decided by an append. */
public interface Leases {
  /**
   * Takes or renews a named lease, and returns its fencing token, which grows with each change of
   * the holder; empty if another replica holds it, or if that can't be written down now.
   */
  OptionalLong acquire(String name, ReplicaId holder, Duration timeToLive);

  /** Returns whether this replica, in this start of it, still renews its lease. */
  boolean alive(ReplicaId holder);
}
