package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of records: with and without optional parts, with each enum constant, with each kind
 * of a sealed interface, with empty and filled collections, as the variant grows.
 */
final class Samples {
  /** How many variants show all that the collections and options can be. */
  static final int VARIANTS = 12;

  private static final int DEPTH_MAX = 12;
  private static final int DEPTH_OF_PLENTY = 4;
  private static final int RETRIES_MAX = 12;
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  private final Map<Class<?>, Object> given;

  /** The given values stand for types that can't be made from parts. */
  Samples(Map<Class<?>, Object> given) {
    this.given = Map.copyOf(given);
  }

  <T> T of(Class<T> type, int variant) {
    return type.cast(value(type, variant, 0));
  }

  private Object value(Type type, int variant, int depth) {
    if (depth > DEPTH_MAX) {
      throw new AssertionError("no end in " + type + ": give a sample of it");
    } else if (type instanceof ParameterizedType generic) {
      return container(generic, variant, depth + 1);
    } else if (type instanceof Class<?> plain) {
      return given.containsKey(plain)
          ? requireNonNull(given.get(plain))
          : plain(plain, variant, depth + 1);
    }
    throw new AssertionError("can't make a " + type + ": give a sample of what holds it");
  }

  private Object plain(Class<?> type, int variant, int depth) {
    Object simple = simple(type, variant);
    if (simple != null) {
      return simple;
    } else if (type.isEnum()) {
      return pick(Arrays.asList(type.getEnumConstants()), variant);
    } else if (type.isRecord()) {
      return record(type, variant, depth);
    } else if (type.isSealed()) {
      List<Class<?>> kinds = List.of(type.getPermittedSubclasses());
      return value(
          depth > DEPTH_OF_PLENTY ? smallest(kinds) : pick(kinds, variant), variant, depth);
    }
    throw new AssertionError("can't make a " + type.getName() + ": give a sample of it");
  }

  private static @Nullable Object simple(Class<?> type, int variant) {
    if (type == String.class) {
      return "text-" + variant;
    } else if (type == int.class || type == Integer.class) {
      return variant + 1;
    } else if (type == long.class || type == Long.class) {
      return variant + 1L;
    } else if (type == double.class || type == Double.class) {
      return variant + 0.25;
    } else if (type == boolean.class || type == Boolean.class) {
      return variant % 2 == 0;
    } else if (type == Instant.class) {
      return START.plusSeconds(variant).plusNanos(1_000L * variant);
    } else if (type == Duration.class) {
      return Duration.ofMillis(1_500L * (variant + 1));
    } else if (type == LocalDate.class) {
      return LocalDate.of(2025, 1, 1).plusDays(variant);
    } else if (type == OptionalLong.class) {
      return variant % 2 == 0 ? OptionalLong.of(variant) : OptionalLong.empty();
    } else if (type == OptionalInt.class) {
      return variant % 2 == 0 ? OptionalInt.of(variant) : OptionalInt.empty();
    } else if (type == Object.class) {
      return pick(List.of("text-" + variant, (long) variant, variant + 0.5, true), variant);
    }
    return null;
  }

  private Object container(ParameterizedType type, int variant, int depth) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type first = type.getActualTypeArguments()[0];
    int size = depth > DEPTH_OF_PLENTY ? 0 : variant % 3;
    if (raw == Optional.class) {
      return variant % 2 == 0 && depth <= DEPTH_OF_PLENTY
          ? Optional.of(value(first, variant, depth))
          : Optional.empty();
    } else if (Map.class.isAssignableFrom(raw)) {
      Map<Object, Object> map = raw == SortedMap.class ? new TreeMap<>() : new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(
            value(first, variant + i, depth),
            value(type.getActualTypeArguments()[1], variant + i, depth));
      }
      return map;
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(value(first, variant + i, depth));
    }
    if (raw == List.class || raw == Collection.class) {
      return items;
    } else if (raw == SortedSet.class) {
      return new TreeSet<>(items);
    } else if (raw == Set.class) {
      return new LinkedHashSet<>(items);
    }
    throw new AssertionError("can't make a " + type + ": give a sample of what holds it");
  }

  /** A record may refuse some values; then the first variants are tried. */
  private Object record(Class<?> type, int variant, int depth) {
    AssertionError refused = new AssertionError(type.getName() + " refused every variant");
    for (int attempt = -1; attempt < RETRIES_MAX; attempt++) {
      try {
        return make(type, attempt < 0 ? variant : attempt, depth);
      } catch (InvocationTargetException e) {
        refused.addSuppressed(e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("can't call the constructor of " + type.getName(), e);
      }
    }
    throw new AssertionError("give a sample of " + type.getName(), refused);
  }

  private Object make(Class<?> type, int variant, int depth) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(components[i].getGenericType(), variant + i, depth);
    }
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static Class<?> smallest(List<Class<?>> kinds) {
    return kinds.stream()
        .min(
            Comparator.comparingInt(
                kind -> kind.isRecord() ? kind.getRecordComponents().length : DEPTH_MAX))
        .orElseThrow();
  }

  private static <T> T pick(List<T> from, int variant) {
    return from.get(variant % from.size());
  }
}
