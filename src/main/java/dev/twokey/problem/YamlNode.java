package dev.twokey.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of a YAML file with its place. Kinds of scalars follow the JSON schema of YAML 1.2:
 * {@code yes} is text.
 */
public sealed interface YamlNode {
  /** Where it begins; of a quoted or block text, where its first character stands. */
  Location at();

  /** Text, quoted or plain. {@code plain} is false for quoted and block scalars. */
  record Text(Location at, String value, boolean plain) implements YamlNode {}

  /** A whole number. */
  record Whole(Location at, long value) implements YamlNode {}

  /** A number with a fraction; {@code written} keeps its digits: a version 1.10 is not 1.1. */
  record Real(Location at, double value, String written) implements YamlNode {}

  /** True or false. */
  record Flag(Location at, boolean value) implements YamlNode {}

  /** An explicit null or a key with nothing behind it. */
  record Nothing(Location at) implements YamlNode {}

  /** A list. */
  record Sequence(Location at, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A mapping, in the order of the file; {@code keys} has the place of each key. */
  record Mapping(Location at, Map<String, YamlNode> values, Map<String, Location> keys)
      implements YamlNode {
    public Mapping {
      values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
      keys = Map.copyOf(keys);
    }
  }
}
