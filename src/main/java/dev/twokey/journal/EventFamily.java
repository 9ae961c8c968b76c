package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The events of one stream family with the type names under which they are stored, such as {@code
 * operation.planned.1}. The number is the version of the shape: a changed shape gets a new number
 * and the old one an up-cast.
 *
 * @param family of the streams
 * @param types type name to record class, of what is written
 * @param retired shapes that are read for ever and written no more
 */
public record EventFamily(
    String family, Map<String, Class<? extends Event>> types, List<Retired<?>> retired) {
  /** Makes a family whose shapes never changed. */
  public EventFamily(String family, Map<String, Class<? extends Event>> types) {
    this(family, types, List.of());
  }

  public EventFamily {
    requireNonNull(family, "family");
    types = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(types));
    retired = List.copyOf(retired);
  }

  /**
   * A shape of an earlier version.
   *
   * @param type under which it was stored
   * @param shape a record of what was stored then; it needs not be an event
   * @param upcast says the same in today's shape; pure and total
   */
  public record Retired<R>(String type, Class<R> shape, Function<R, ? extends Event> upcast) {
    public Retired {
      requireNonNull(type, "type");
      requireNonNull(shape, "shape");
      requireNonNull(upcast, "upcast");
    }

    Event read(Object old) {
      return upcast.apply(shape.cast(old));
    }
  }

  /** Returns this family with one more shape that is read and not written. */
  public <R> EventFamily retiring(
      String type, Class<R> shape, Function<R, ? extends Event> upcast) {
    List<Retired<?>> more = new ArrayList<>(retired);
    more.add(new Retired<>(type, shape, upcast));
    return new EventFamily(family, types, more);
  }
}
