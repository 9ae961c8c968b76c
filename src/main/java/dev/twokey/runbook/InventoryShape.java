package dev.twokey.runbook;

import dev.twokey.condition.Shape;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The inventory as conditions see it: lists of records by the plural of their kind. A fact that any
 * entry of any environment has is a field; an entry without it leaves it unknown.
 */
final class InventoryShape {
  private static final String NAME = "name";

  private final Shape.Fields shape;

  InventoryShape(Inventory inventory) {
    Map<String, Shape> kinds = new LinkedHashMap<>();
    for (EntryKind kind : EntryKind.values()) {
      Map<String, Shape> facts = new LinkedHashMap<>();
      for (Environment environment : inventory.environments().values()) {
        environment.entries(kind).forEach(e -> merge(facts, e));
      }
      facts.put(NAME, Shape.Plain.TEXT);
      kinds.put(kind.plural(), new Shape.ListOf(new Shape.Fields(kind.singular(), facts)));
    }
    this.shape = new Shape.Fields("inventory", kinds);
  }

  Shape.Fields shape() {
    return shape;
  }

  /** Returns the values of one environment. */
  Map<String, Object> value(Environment environment) {
    Map<String, Object> kinds = new LinkedHashMap<>();
    for (EntryKind kind : EntryKind.values()) {
      List<Object> entries = new ArrayList<>();
      environment.entries(kind).forEach(e -> entries.add(value(e)));
      kinds.put(kind.plural(), entries);
    }
    return kinds;
  }

  private Map<String, Object> value(Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(NAME, entry.name());
    if (shape.fields().get(entry.kind().plural())
        instanceof Shape.ListOf(Shape.Fields(String _, Map<String, Shape> facts))) {
      entry
          .facts()
          .forEach((key, fact) -> {
            Shape wanted = facts.get(key);
            if (wanted != null && !key.equals(NAME)) {
              fields.put(key, as(wanted, fact, entry.texts(key)));
            }
          });
    }
    return fields;
  }

  private static void merge(Map<String, Shape> facts, Entry entry) {
    entry
        .facts()
        .forEach((key, fact) -> {
          if (Ids.isSnakeCase(key)) {
            facts.merge(key, shapeOf(fact), InventoryShape::both);
          }
        });
  }

  private static Shape shapeOf(Object fact) {
    return switch (fact) {
      case Boolean _ -> Shape.Plain.FLAG;
      case Long _ -> Shape.Plain.WHOLE;
      case Double _ -> Shape.Plain.REAL;
      case List<?> _ -> new Shape.ListOf(Shape.Plain.TEXT);
      default -> Shape.Plain.TEXT;
    };
  }

  /** Returns the shape that fits both: numbers become fractions, other mixtures text. */
  private static Shape both(Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    } else if (a instanceof Shape.ListOf || b instanceof Shape.ListOf) {
      return new Shape.ListOf(Shape.Plain.TEXT);
    }
    boolean numbers = isNumber(a) && isNumber(b);
    return numbers ? Shape.Plain.REAL : Shape.Plain.TEXT;
  }

  private static boolean isNumber(Shape shape) {
    return shape == Shape.Plain.WHOLE || shape == Shape.Plain.REAL;
  }

  private static Object as(Shape wanted, Object fact, List<String> texts) {
    if (wanted instanceof Shape.ListOf) {
      return texts;
    } else if (wanted == Shape.Plain.REAL && fact instanceof Long whole) {
      return whole.doubleValue();
    }
    return wanted == Shape.Plain.TEXT ? fact.toString() : fact;
  }
}
