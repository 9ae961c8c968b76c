package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The events of one stream family with the type names under which they are stored, such as {@code
 * operation.planned.1}. The number is the version of the shape: a changed shape gets a new number
 * and the old one an up-cast.
 *
 * @param family of the streams
 * @param types type name to record class
 */
public record EventFamily(String family, Map<String, Class<? extends Event>> types) {
  public EventFamily {
    requireNonNull(family, "family");
    types = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(types));
  }
}
