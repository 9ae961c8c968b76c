package dev.twokey.guard;

import java.util.Optional;

/**
 * How much one plan may take away at once. With any limit a quorum and the last ready instance of
 * several are kept too.
 *
 * @param countMax of instances, and of targets that have none; at least 1
 * @param shareMax of the ready instances of a workload, over 0 and at most 1; a workload of one
 *     instance has none to spare, so it is not held to it
 */
public record BlastRadius(Optional<Integer> countMax, Optional<Double> shareMax) {
  public BlastRadius {
    boolean count = countMax.map(n -> n >= 1).orElse(true);
    boolean share = shareMax.map(s -> s > 0 && s <= 1).orElse(true);
    if (!count || !share || (countMax.isEmpty() && shareMax.isEmpty())) {
      throw new IllegalArgumentException("a blast radius needs a limit: " + countMax + shareMax);
    }
  }
}
