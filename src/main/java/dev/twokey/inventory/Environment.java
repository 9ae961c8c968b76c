package dev.twokey.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One environment: the name of a file in {@code inventory/}.
 *
 * @param name such as {@code prod}
 * @param color on every card, such as {@code red}
 * @param production whether it is one that real users depend on; two keys and no time scale.
 *     Default: the name is {@code prod}
 * @param timeScale multiplies every duration of checks and drills; 1 outside test labs
 * @param channels such as {@code slack:C0123} or {@code console:staging}
 * @param connections by name
 * @param entries by kind and name
 */
public record Environment(
    String name,
    String color,
    boolean production,
    double timeScale,
    List<String> channels,
    Map<String, Connection> connections,
    Map<EntryKind, Map<String, Entry>> entries) {
  public Environment {
    requireNonNull(name, "name");
    requireNonNull(color, "color");
    channels = List.copyOf(channels);
    connections = Map.copyOf(connections);
    Map<EntryKind, Map<String, Entry>> copy = new LinkedHashMap<>();
    entries.forEach(
        (k, v) -> copy.put(k, java.util.Collections.unmodifiableMap(new LinkedHashMap<>(v))));
    entries = java.util.Collections.unmodifiableMap(copy);
    if (timeScale <= 0 || (production && timeScale != 1)) {
      throw new IllegalArgumentException(
          "time_scale of " + name + " is " + timeScale + "; production has none");
    }
  }

  /** Returns an entry. */
  public Optional<Entry> entry(EntryKind kind, String entry) {
    return Optional.ofNullable(entries.getOrDefault(kind, Map.of()).get(entry));
  }

  /** Returns all entries of a kind in the order of the file. */
  public Collection<Entry> entries(EntryKind kind) {
    return entries.getOrDefault(kind, Map.of()).values();
  }

  /** Returns a connection. */
  public Optional<Connection> connection(String connection) {
    return Optional.ofNullable(connections.get(connection));
  }
}
