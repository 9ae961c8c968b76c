package dev.twokey.lab.supervisor;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All units of one environment, in the order in which they start. */
final class Units {
  private final Map<String, Unit> units = new LinkedHashMap<>();

  Units(List<UnitDefinition> definitions, Path directory, InstantSource clock) {
    for (UnitDefinition definition : definitions) {
      if (units.put(definition.name(), new Unit(definition, directory, clock)) != null) {
        throw new IllegalArgumentException("two units are named " + definition.name());
      }
    }
  }

  Unit get(String name) {
    Unit unit = units.get(name);
    if (unit == null) {
      throw new Refusal(
          Refusal.Code.UNIT_UNKNOWN, "there is no unit " + name, "Ask list for the names.");
    }
    return unit;
  }

  Collection<Unit> all() {
    return List.copyOf(units.values());
  }

  /** Stops everything, last started first. */
  void stopAll() {
    List<Unit> backwards = new ArrayList<>(units.values()).reversed();
    backwards.forEach(Unit::stop);
  }
}
