package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * A span between two key times. Where one of them is missing there is no value: never 0.
 *
 * @param name short, such as {@code TTD}
 * @param definition from what to what
 * @param value if both times are in the record
 * @param missing why there is no value; empty where there is one
 */
public record Measure(String name, String definition, Optional<Duration> value, String missing) {
  public Measure {
    requireNonNull(name, "name");
    requireNonNull(definition, "definition");
    requireNonNull(value, "value");
    requireNonNull(missing, "missing");
    if (value.isPresent() != missing.isEmpty()) {
      throw new IllegalArgumentException(name + " needs a value or the reason why it has none");
    }
  }

  /** Returns the value, or {@code n/a} with the reason. */
  public String text() {
    return value.map(Words::span).orElse("n/a (" + missing + ")");
  }
}
