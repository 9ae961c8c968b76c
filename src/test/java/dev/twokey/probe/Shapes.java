package dev.twokey.probe;

import dev.twokey.condition.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares values with their declared shape. */
final class Shapes {
  private Shapes() {}

  /** Returns what does not fit, each with its path; nothing if all fits. */
  static List<String> misfits(String path, Object value, Shape shape) {
    return switch (shape) {
      case Shape.Plain plain ->
          plain(value, plain) ? List.of() : List.of(wrong(path, value, plain));
      case Shape.ListOf list -> items(path, value, list);
      case Shape.Fields fields -> fields(path, value, fields);
    };
  }

  private static boolean plain(Object value, Shape.Plain shape) {
    return switch (shape) {
      case TEXT -> value instanceof String;
      case FLAG -> value instanceof Boolean;
      case WHOLE -> value instanceof Long;
      case REAL -> value instanceof Double;
      case TIME -> value instanceof Instant;
      case SPAN -> value instanceof Duration;
    };
  }

  private static List<String> items(String path, Object value, Shape.ListOf shape) {
    if (!(value instanceof List<?> list)) {
      return List.of(wrong(path, value, shape));
    }
    List<String> misfits = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      misfits.addAll(misfits(path + "[" + i + "]", list.get(i), shape.item()));
    }
    return misfits;
  }

  private static List<String> fields(String path, Object value, Shape.Fields shape) {
    if (!(value instanceof Map<?, ?> map)) {
      return List.of(wrong(path, value, shape));
    }
    List<String> misfits = new ArrayList<>();
    map.forEach((name, field) -> {
      Shape declared = shape.fields().get(name.toString());
      if (declared == null) {
        misfits.add(path + "." + name + " is not declared");
      } else {
        misfits.addAll(misfits(path + "." + name, field, declared));
      }
    });
    return misfits;
  }

  private static String wrong(String path, Object value, Shape shape) {
    return path + " is a " + value.getClass().getSimpleName() + ", declared " + shape;
  }
}
