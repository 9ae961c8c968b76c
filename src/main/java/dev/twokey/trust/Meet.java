package dev.twokey.trust;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What holds in an old and a new root alike: of each fact the stricter value. Where neither is
 * stricter, as with the address of a connection, the accepted one holds on: an edit must not cut
 * the bot off in the middle of an incident.
 */
public final class Meet {
  private Meet() {}

  /** Returns what holds in both; it gives nobody more than the old root did. */
  public static Root of(Root old, Root next) {
    SortedMap<String, String> facts = new TreeMap<>();
    for (String key : names(old, next)) {
      fact(old, next, key).ifPresent(value -> facts.put(key, value));
    }
    facts
        .keySet()
        .removeIf(
            key -> Line.read(key).head().filter(h -> !facts.containsKey(h.toString())).isPresent());
    return new Root(facts);
  }

  static Set<String> names(Root old, Root next) {
    Set<String> names = new TreeSet<>(old.facts().keySet());
    names.addAll(next.facts().keySet());
    return names;
  }

  static Optional<String> fact(Root old, Root next, String key) {
    Optional<String> value =
        Axis.of(Line.read(key))
            .meet(
                Optional.ofNullable(old.facts().get(key)),
                Optional.ofNullable(next.facts().get(key)));
    return value.filter(v -> !(v.isEmpty() && Axis.of(Line.read(key)) == Axis.ORDER));
  }
}
