package dev.twokey.outside;

import dev.twokey.condition.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes down the fields of a reading, in the order that people see. */
public final class ReadingShape {
  private final String name;
  private final Map<String, Shape> fields = new LinkedHashMap<>();

  private ReadingShape(String name) {
    this.name = name;
  }

  /** Begins a record; the name is for error texts. */
  public static ReadingShape of(String name) {
    return new ReadingShape(name);
  }

  /** Adds texts. */
  public ReadingShape text(String... names) {
    return add(Shape.Plain.TEXT, names);
  }

  /** Adds flags. */
  public ReadingShape flag(String... names) {
    return add(Shape.Plain.FLAG, names);
  }

  /** Adds whole numbers. */
  public ReadingShape whole(String... names) {
    return add(Shape.Plain.WHOLE, names);
  }

  /** Adds numbers. */
  public ReadingShape real(String... names) {
    return add(Shape.Plain.REAL, names);
  }

  /** Adds times. */
  public ReadingShape time(String... names) {
    return add(Shape.Plain.TIME, names);
  }

  /** Adds a list of texts. */
  public ReadingShape texts(String list) {
    return add(new Shape.ListOf(Shape.Plain.TEXT), list);
  }

  /** Adds a list of records. */
  public ReadingShape list(String list, ReadingShape item) {
    return add(new Shape.ListOf(item.done()), list);
  }

  /** Returns the shape. */
  public Shape.Fields done() {
    return new Shape.Fields(name, fields);
  }

  private ReadingShape add(Shape shape, String... names) {
    for (String field : names) {
      fields.put(field, shape);
    }
    return this;
  }
}
