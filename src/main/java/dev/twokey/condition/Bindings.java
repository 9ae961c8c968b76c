package dev.twokey.condition;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values that a condition is judged on. What was not read is never filled in: a whole name is
 * declared unread, a field is left out of its map. Immutable.
 */
public final class Bindings {
  /** No values at all. */
  public static final Bindings EMPTY = new Bindings(Map.of(), Map.of(), Map.of());

  private final Map<String, Object> values;
  private final Map<String, Set<String>> unread;
  private final Map<String, Set<String>> missing;

  private Bindings(
      Map<String, Object> values,
      Map<String, Set<String>> unread,
      Map<String, Set<String>> missing) {
    this.values = values;
    this.unread = unread;
    this.missing = missing;
  }

  /**
   * Returns this with a value; whole numbers and fractions of any size are made long and double.
   */
  public Bindings with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, normal(value));
    Map<String, Set<String>> fewer = new TreeMap<>(unread);
    fewer.remove(name);
    return new Bindings(more, fewer, missing);
  }

  /**
   * Returns this with a name of which nothing was read.
   *
   * @param name a variable, or a variable and its field as in {@code redis_gone.pods}
   * @param why for people; never empty
   */
  public Bindings unread(String name, Set<String> why) {
    return new Bindings(values, put(unread, name, why), missing);
  }

  /**
   * Returns this with the reasons why parts of a value are left out. They only explain an unknown
   * result, they never make one.
   */
  public Bindings missing(String name, Set<String> why) {
    return why.isEmpty() ? this : new Bindings(values, unread, put(missing, name, why));
  }

  Map<String, Object> values() {
    return values;
  }

  Map<String, Set<String>> unread() {
    return unread;
  }

  /** Returns the reasons why something of what a reference names is left out. */
  Set<String> reasons(Reference reference) {
    Set<String> reasons = new TreeSet<>();
    for (Map<String, Set<String>> known : List.of(unread, missing)) {
      reasons.addAll(known.getOrDefault(reference.root(), Set.of()));
      reasons.addAll(known.getOrDefault(reference.toString(), Set.of()));
    }
    return reasons;
  }

  private static Map<String, Set<String>> put(
      Map<String, Set<String>> map, String name, Set<String> why) {
    if (why.isEmpty()) {
      throw new IllegalArgumentException("what is unread has a reason: " + name);
    }
    Map<String, Set<String>> more = new TreeMap<>(map);
    more.put(name, Set.copyOf(why));
    return more;
  }

  /** Returns the value itself if it needs no change, which is the rule. */
  private static Object normal(Object value) {
    if (isNormal(value)) {
      return value;
    }
    return switch (value) {
      case Integer n -> n.longValue();
      case Short n -> n.longValue();
      case Byte n -> n.longValue();
      case Number n -> n.doubleValue();
      case List<?> list -> list.stream().map(Bindings::normal).toList();
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((k, v) -> copy.put(k.toString(), normal(v)));
        yield copy;
      }
      default ->
          throw new IllegalArgumentException(
              "a condition can't see a " + value.getClass() + " (this is a bug)");
    };
  }

  private static boolean isNormal(Object value) {
    return switch (value) {
      case Long _, Double _, String _, Boolean _, Instant _, Duration _ -> true;
      case List<?> list -> {
        boolean normal = true;
        for (Object item : list) {
          normal &= isNormal(item);
        }
        yield normal;
      }
      case Map<?, ?> map -> {
        boolean normal = true;
        for (Object item : map.values()) {
          normal &= isNormal(item);
        }
        yield normal;
      }
      default -> false;
    };
  }
}
