package dev.twokey.condition;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The type of a value that a condition sees. Values are plain Java: {@code String}, {@code
 * Boolean}, {@code Long}, {@code Double}, {@code Instant}, {@code Duration}, {@code List}, {@code
 * Map<String, Object>}. What was not read is left out of a map, never filled in.
 */
public sealed interface Shape {
  /** Values without parts. */
  enum Plain implements Shape {
    TEXT,
    FLAG,
    WHOLE,
    REAL,
    TIME,
    SPAN
  }

  /** A list of equal shapes. */
  record ListOf(Shape item) implements Shape {
    public ListOf {
      requireNonNull(item, "item");
    }
  }

  /** A record with named fields. {@code name} is for error texts and need not be unique. */
  record Fields(String name, Map<String, Shape> fields) implements Shape {
    public Fields {
      requireNonNull(name, "name");
      fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }
}
