package dev.twokey.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A thing of an environment with the facts that its team wrote. Facts are text, whole numbers
 * ({@code Long}), numbers ({@code Double}), flags and lists of text; all are visible to conditions.
 *
 * @param kind what it is
 * @param name unique in its kind and environment
 * @param facts in the order of the file
 */
public record Entry(EntryKind kind, String name, Map<String, Object> facts) {
  public Entry {
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    facts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facts));
  }

  /** Returns a fact as text. */
  public Optional<String> text(String fact) {
    return Optional.ofNullable(facts.get(fact))
        .filter(v -> !(v instanceof List<?>))
        .map(Object::toString);
  }

  /** Returns a fact that is a list of texts; a single value counts as a list of one. */
  public List<String> texts(String fact) {
    Object value = facts.get(fact);
    if (value instanceof List<?> list) {
      return list.stream().map(Object::toString).toList();
    }
    return value == null ? List.of() : List.of(value.toString());
  }
}
