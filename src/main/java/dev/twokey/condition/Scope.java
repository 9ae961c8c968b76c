package dev.twokey.condition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that a condition may use, each with its type. Immutable.
 *
 * @param names those that it may use
 * @param others names that exist too, for advice when one is misspelt
 */
public record Scope(Map<String, Shape> names, Set<String> others) {
  /** The scope without names. */
  public static final Scope EMPTY = new Scope(Map.of(), Set.of());

  public Scope {
    names = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(names));
    others = Set.copyOf(others);
  }

  /** Returns this with one more name; it hides an earlier one of the same name. */
  public Scope with(String name, Shape shape) {
    Map<String, Shape> more = new LinkedHashMap<>(names);
    more.put(name, shape);
    return new Scope(more, others);
  }

  /** Returns all names, sorted. */
  Set<String> known() {
    Set<String> all = new TreeSet<>(others);
    all.addAll(names.keySet());
    return all;
  }
}
