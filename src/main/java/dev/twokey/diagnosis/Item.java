package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of the things that an {@code each} gives.
 *
 * @param name its key
 * @param value what {@code each} is: a record (a map) or a text
 */
public record Item(String name, Object value) {
  public Item {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }

  /** Returns its fields; a text has its name alone. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((k, v) -> fields.put(k.toString(), v));
    } else {
      fields.put("name", name);
    }
    return fields;
  }
}
