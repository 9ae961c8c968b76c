package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

import dev.twokey.condition.Bindings;
import dev.twokey.condition.Reference;
import dev.twokey.condition.Template;
import dev.twokey.condition.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The arguments of a probe or an action, checked against its kind. */
public record With(Map<String, Argumented> arguments) {
  /** No arguments. */
  public static final With NONE = new With(Map.of());

  /** One argument. */
  public sealed interface Argumented {
    /** Stands in the file: text, whole number, number, flag, time or duration. */
    record Fixed(Object value) implements Argumented {
      public Fixed {
        requireNonNull(value, "value");
      }
    }

    /** Is filled in when it is used. */
    record Filled(Template template) implements Argumented {
      public Filled {
        requireNonNull(template, "template");
      }
    }
  }

  public With {
    arguments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /** Returns the names that it uses. */
  public Set<Reference> references() {
    Set<Reference> all = new TreeSet<>();
    for (Argumented argument : arguments.values()) {
      if (argument instanceof Argumented.Filled(Template template)) {
        all.addAll(template.references());
      }
    }
    return all;
  }

  /**
   * Fills it in: a known value is a {@code Map<String, Object>}; one unknown argument spoils all.
   */
  public Value evaluate(Bindings bindings) {
    Map<String, Object> filled = new LinkedHashMap<>();
    Set<String> why = new TreeSet<>();
    arguments.forEach((name, argument) -> {
      Value value =
          switch (argument) {
            case Argumented.Fixed(Object fixed) -> new Value.Known(fixed);
            case Argumented.Filled(Template template) -> template.evaluate(bindings);
          };
      switch (value) {
        case Value.Known(Object known) -> filled.put(name, known);
        case Value.Unknown(Set<String> reasons) -> why.addAll(reasons);
      }
    });
    return why.isEmpty() ? new Value.Known(filled) : new Value.Unknown(why);
  }
}
