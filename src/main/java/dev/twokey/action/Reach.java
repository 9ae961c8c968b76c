package dev.twokey.action;

import static java.util.Objects.requireNonNull;

import dev.twokey.inventory.Target;
import java.util.List;

/**
 * Which instances of a workload an action takes away, for a moment or for good. What only
 * reconfigures them or brings them back takes none away.
 *
 * @param workload whose instances they are
 * @param instances by their names; empty where they have none of their own
 * @param atOnce how many at the same time, at least 1: a restart one after the other takes 1
 */
public record Reach(Target workload, List<String> instances, int atOnce) {
  public Reach {
    requireNonNull(workload, "workload");
    instances = List.copyOf(instances);
    if (atOnce < 1 || (!instances.isEmpty() && atOnce > instances.size())) {
      throw new IllegalArgumentException(
          "of " + instances + " can't be taken away at once: " + atOnce);
    }
  }
}
