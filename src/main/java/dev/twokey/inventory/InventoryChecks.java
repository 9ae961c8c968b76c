package dev.twokey.inventory;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import dev.twokey.problem.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks what only all environments together can tell. */
final class InventoryChecks {
  private final Map<String, Environment> environments;
  private final Map<String, YamlNode.Mapping> sources;
  private final Problems problems;

  InventoryChecks(
      Map<String, Environment> environments,
      Map<String, YamlNode.Mapping> sources,
      Problems problems) {
    this.environments = environments;
    this.sources = sources;
    this.problems = problems;
  }

  /** A channel tells the environment of what is typed in it (I11), so it can't have two. */
  void channelsAreOfOneEnvironment() {
    Map<String, String> owner = new LinkedHashMap<>();
    for (Environment environment : environments.values()) {
      for (String channel : environment.channels()) {
        String first = owner.putIfAbsent(channel, environment.name());
        if (first != null) {
          error(
              at(environment.name(), "channels"),
              "The channel '" + channel + "' is named in " + first + " too.",
              "Keep it in one environment: it tells where a command goes.");
        }
      }
    }
  }

  /** In {@code /restart staging} nobody could tell which one is meant. */
  void noEntryIsNamedLikeAnEnvironment() {
    for (Environment environment : environments.values()) {
      for (EntryKind kind : EntryKind.values()) {
        environment.entries(kind).stream()
            .map(Entry::name)
            .filter(environments::containsKey)
            .forEach(name ->
                error(
                    at(environment.name(), kind.plural(), name),
                    "The " + kind.singular() + " '" + name + "' is named like an environment.",
                    "Give it another name: a typed word must mean one thing."));
      }
    }
  }

  /** Conditions are typed, so a fact of a kind has one type in all environments. */
  void factsAreOfOneType() {
    for (EntryKind kind : EntryKind.values()) {
      Map<String, String> types = new LinkedHashMap<>();
      for (Environment environment : environments.values()) {
        for (Entry entry : environment.entries(kind)) {
          entry
              .facts()
              .forEach((fact, value) -> {
                String type = type(value);
                String first = types.putIfAbsent(fact, type);
                if (first != null && !first.equals(type)) {
                  error(
                      at(environment.name(), kind.plural(), entry.name(), fact),
                      "The fact '" + fact + "' is " + type + " here and " + first + " before.",
                      "Write it in one way in all " + kind.plural() + ": conditions are typed.");
                }
              });
        }
      }
    }
  }

  private static String type(Object value) {
    return switch (value) {
      case List<?> _ -> "a list";
      case Boolean _ -> "true or false";
      case Long _ -> "a whole number";
      case Double _ -> "a number with a fraction";
      default -> "text";
    };
  }

  private Location at(String environment, String... path) {
    YamlNode node = sources.get(environment);
    Location at = new Location(environment, 1, 1);
    for (String key : path) {
      if (!(node instanceof YamlNode.Mapping mapping)) {
        return at;
      }
      at = mapping.keys().getOrDefault(key, mapping.at());
      node = mapping.values().get(key);
    }
    return at;
  }

  private void error(Location at, String what, String advice) {
    problems.error(at, ErrorCode.CONFIG_INVALID, what, advice);
  }
}
