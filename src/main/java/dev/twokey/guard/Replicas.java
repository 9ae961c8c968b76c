package dev.twokey.guard;

import dev.twokey.probe.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many instances of a workload are ready, as any probe called {@code workload.instances} tells
 * it: {@code total} and {@code ready}; {@code quorum} where there is one; {@code instances} with a
 * name and {@code ready} each, where they have names.
 *
 * @param total how many there should be
 * @param ready how many are ready
 * @param quorum how many must stay ready
 * @param named the names of the ready ones
 */
record Replicas(int total, int ready, Optional<Integer> quorum, Set<String> named) {
  Replicas {
    named = Set.copyOf(named);
  }

  /** Reads a reading; empty if it is not of that shape. */
  static Optional<Replicas> of(Reading.Observed reading) {
    if (!(reading.values().get("total") instanceof Long total)
        || !(reading.values().get("ready") instanceof Long ready)) {
      return Optional.empty();
    }
    Set<String> named = new HashSet<>();
    if (reading.values().get("instances") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> instance && Boolean.TRUE.equals(instance.get("ready"))) {
          named.add(String.valueOf(instance.get("name")));
        }
      }
    }
    Optional<Integer> quorum =
        reading.values().get("quorum") instanceof Long q
            ? Optional.of(Math.toIntExact(q))
            : Optional.empty();
    return Optional.of(new Replicas(Math.toIntExact(total), Math.toIntExact(ready), quorum, named));
  }

  /** Returns how many ready ones are taken away. */
  int takenBy(Taken taken) {
    long could =
        taken.instances().isEmpty()
            ? ready
            : taken.instances().stream().filter(named::contains).count();
    return (int) Math.min(taken.atOnce(), could);
  }

  /**
   * What a plan takes away of one workload.
   *
   * @param workload its name
   * @param instances by name, where they have names
   * @param atOnce how many at the same time
   */
  record Taken(String workload, Set<String> instances, int atOnce) {}
}
