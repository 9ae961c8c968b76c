package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a value of Block Kit must look like; says what is wrong as Slack does, with its place. */
interface Rule {
  void check(JsonNode value, String at, List<String> errors);

  /** A text of so many characters. */
  static Rule text(int least, int most) {
    return (value, at, errors) -> {
      if (!value.isTextual()) {
        errors.add(place("must provide a string", at));
      } else if (value.asText().length() < least) {
        errors.add(place("must be more than " + (least - 1) + " characters", at));
      } else if (value.asText().length() > most) {
        errors.add(place("must be less than " + (most + 1) + " characters", at));
      }
    };
  }

  static Rule flag() {
    return (value, at, errors) -> {
      if (!value.isBoolean()) {
        errors.add(place("must provide a boolean", at));
      }
    };
  }

  static Rule number(int least, int most) {
    return (value, at, errors) -> {
      if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
        errors.add(place("must provide a number from " + least + " to " + most, at));
      }
    };
  }

  static Rule oneOf(String... allowed) {
    return (value, at, errors) -> {
      if (!value.isTextual() || !Set.of(allowed).contains(value.asText())) {
        errors.add(place("must be one of " + Arrays.toString(allowed), at));
      }
    };
  }

  /** A list of so many values, each after the rule. */
  static Rule list(Rule rule, int least, int most) {
    return (value, at, errors) -> {
      if (!value.isArray()) {
        errors.add(place("must provide an array", at));
        return;
      }
      if (value.size() < least) {
        errors.add(place("no fewer than " + least + " items allowed", at));
      } else if (value.size() > most) {
        errors.add(place("no more than " + most + " items allowed", at));
      }
      for (int i = 0; i < value.size(); i++) {
        rule.check(value.get(i), at + "/" + i, errors);
      }
    };
  }

  /** An object whose {@code type} says which rule is for it. */
  static Rule byType(Map<String, Rule> rules) {
    return (value, at, errors) -> {
      String type = value.path("type").asText("");
      @Nullable Rule rule = rules.get(type);
      if (!value.isObject()) {
        errors.add(place("must provide an object", at));
      } else if (rule == null) {
        errors.add(place("unsupported type: " + type, at + "/type"));
      } else {
        rule.check(value, at, errors);
      }
    };
  }

  static String place(String what, String at) {
    return what + " [json-pointer:" + at + "]";
  }

  /** An object with known keys only. */
  final class Shape implements Rule {
    private final Map<String, Rule> keys = new LinkedHashMap<>();
    private final Map<String, Rule> needed = new LinkedHashMap<>();

    static Shape typed() {
      return new Shape().need("type", text(1, 255));
    }

    Shape need(String key, Rule rule) {
      keys.put(key, rule);
      needed.put(key, rule);
      return this;
    }

    Shape may(String key, Rule rule) {
      keys.put(key, rule);
      return this;
    }

    @Override
    public void check(JsonNode value, String at, List<String> errors) {
      if (!value.isObject()) {
        errors.add(place("must provide an object", at));
        return;
      }
      needed.keySet().stream()
          .filter(key -> !value.has(key))
          .forEach(key -> errors.add(place("missing required field: " + key, at)));
      value
          .properties()
          .forEach(entry -> {
            @Nullable Rule rule = keys.get(entry.getKey());
            if (rule == null) {
              errors.add(place("invalid additional property: " + entry.getKey(), at));
            } else {
              rule.check(entry.getValue(), at + "/" + entry.getKey(), errors);
            }
          });
    }
  }
}
