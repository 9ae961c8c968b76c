package dev.twokey.inventory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All environments. A value: a reload makes a new one. */
public record Inventory(Map<String, Environment> environments) {
  /** The environment that silence means (I11). */
  public static final String DEFAULT = "staging";

  public Inventory {
    environments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(environments));
  }

  /** Returns an environment by its name. */
  public Optional<Environment> environment(String name) {
    return Optional.ofNullable(environments.get(name));
  }
}
