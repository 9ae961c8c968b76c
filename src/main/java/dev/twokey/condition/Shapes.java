package dev.twokey.condition;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.twokey.problem.Nearest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shapes of one scope as types of CEL and back. Equal shapes are one type, so that two lists of
 * the same records may be joined.
 */
final class Shapes {
  private static final Map<Shape.Plain, CelType> PLAIN =
      Map.of(
          Shape.Plain.TEXT, SimpleType.STRING,
          Shape.Plain.FLAG, SimpleType.BOOL,
          Shape.Plain.WHOLE, SimpleType.INT,
          Shape.Plain.REAL, SimpleType.DOUBLE,
          Shape.Plain.TIME, SimpleType.TIMESTAMP,
          Shape.Plain.SPAN, SimpleType.DURATION);

  /** What the compiler asks for the types; a value, as it demands. */
  private static final class Provider implements CelTypeProvider {
    private final ImmutableMap<String, CelType> types;

    Provider(ImmutableMap<String, CelType> types) {
      this.types = types;
    }

    @Override
    public ImmutableCollection<CelType> types() {
      return types.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(types.get(name));
    }
  }

  private final Map<Shape.Fields, CelType> types = new LinkedHashMap<>();
  private final Map<String, Shape.Fields> shapes = new HashMap<>();

  Shapes(Scope scope) {
    scope.names().values().forEach(this::type);
  }

  CelTypeProvider provider() {
    ImmutableMap.Builder<String, CelType> named = ImmutableMap.builder();
    types.values().forEach(t -> named.put(t.name(), t));
    return new Provider(named.buildOrThrow());
  }

  CelType type(Shape shape) {
    return switch (shape) {
      case Shape.Plain plain -> requirePlain(plain);
      case Shape.ListOf(Shape item) -> ListType.create(type(item));
      case Shape.Fields fields -> struct(fields);
    };
  }

  /** Returns the shape of a type; empty for types that no value of ours has. */
  Optional<Shape> shape(CelType type) {
    if (type instanceof ListType list) {
      return shape(list.elemType()).map(Shape.ListOf::new);
    }
    Shape.Fields fields = shapes.get(type.name());
    if (fields != null) {
      return Optional.of(fields);
    }
    return PLAIN.entrySet().stream()
        .filter(e -> e.getValue().equals(type))
        .map(e -> (Shape) e.getKey())
        .findFirst();
  }

  /** Returns whether a value of the type has parts that may be unread. */
  boolean hasParts(CelType type) {
    return type instanceof ListType list
        ? hasParts(list.elemType())
        : shapes.containsKey(type.name());
  }

  /** Returns the field that was probably meant, of any record that the scope shows. */
  static Optional<String> nearestField(String typed, Scope scope) {
    Set<String> fields = new TreeSet<>();
    scope.names().values().forEach(shape -> collect(shape, fields));
    return Nearest.to(typed, fields);
  }

  private static void collect(Shape shape, Set<String> fields) {
    switch (shape) {
      case Shape.Plain _ -> {}
      case Shape.ListOf(Shape item) -> collect(item, fields);
      case Shape.Fields record -> {
        fields.addAll(record.fields().keySet());
        record.fields().values().forEach(s -> collect(s, fields));
      }
    }
  }

  /** Returns a message of the compiler with our words for types. */
  static String words(String message) {
    return message
        .replaceAll("#\\d+", "")
        .replaceAll(" \\(in container ''\\)", "")
        .replaceAll("\\bgoogle\\.protobuf\\.Timestamp\\b", "time")
        .replaceAll("\\bgoogle\\.protobuf\\.Duration\\b", "duration");
  }

  /** Returns the word for a shape, for people. */
  static String word(Shape shape) {
    return switch (shape) {
      case Shape.Plain.TEXT -> "text";
      case Shape.Plain.FLAG -> "true or false";
      case Shape.Plain.WHOLE -> "a whole number";
      case Shape.Plain.REAL -> "a number with a fraction";
      case Shape.Plain.TIME -> "a time";
      case Shape.Plain.SPAN -> "a duration";
      case Shape.ListOf(Shape item) -> "a list of: " + word(item);
      case Shape.Fields fields -> "a record (" + String.join(", ", fields.fields().keySet()) + ")";
    };
  }

  private static CelType requirePlain(Shape.Plain plain) {
    CelType type = PLAIN.get(plain);
    if (type == null) {
      throw new IllegalStateException("no type for " + plain + " (this is a bug)");
    }
    return type;
  }

  private CelType struct(Shape.Fields fields) {
    CelType known = types.get(fields);
    if (known != null) {
      return known;
    }
    ImmutableMap.Builder<String, CelType> inside = ImmutableMap.builder();
    fields.fields().forEach((name, shape) -> inside.put(name, type(shape)));
    ImmutableMap<String, CelType> members = inside.buildOrThrow();
    CelType made =
        StructType.create(
            fields.name() + "#" + types.size(),
            members.keySet(),
            name -> Optional.ofNullable(members.get(name)));
    types.put(fields, made);
    shapes.put(made.name(), fields);
    return made;
  }
}
