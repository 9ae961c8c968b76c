package dev.twokey.guard;

import java.util.Optional;

/**
 * How much one plan may touch.
 *
 * @param countMax of targets; at least 1
 * @param shareMax of all entries of their kind, over 0 and at most 1
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
