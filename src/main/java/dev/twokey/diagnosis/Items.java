package dev.twokey.diagnosis;

import dev.twokey.condition.Value;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes items of what an {@code each} gave. */
final class Items {
  private Items() {}

  /** What an {@code each} gave: items, or why it can't be told. */
  record Result(Optional<List<Item>> items, Set<String> why) {}

  static Result of(Value value) {
    return switch (value) {
      case Value.Unknown(Set<String> why) -> new Result(Optional.empty(), why);
      case Value.Known(List<?> list) -> of(list);
      case Value.Known(Object other) ->
          throw new IllegalStateException("'each' gave " + other + " (this is a bug)");
    };
  }

  /** Returns the instances of a workload, or the one place that a name means. */
  static List<Item> instances(Environment environment, String place) {
    List<String> names =
        environment
            .entry(EntryKind.WORKLOAD, place)
            .map(e -> e.texts("instances"))
            .filter(l -> !l.isEmpty())
            .orElse(List.of(place));
    return names.stream().map(n -> new Item(n, Map.of("name", n))).toList();
  }

  private static Result of(List<?> list) {
    List<Item> items = new ArrayList<>();
    Set<String> why = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    for (Object value : list) {
      Optional<String> name = name(value);
      if (name.isEmpty()) {
        why.add("an item has no name");
      } else if (!seen.add(name.get())) {
        why.add("two items are called " + name.get());
      } else {
        items.add(new Item(name.get(), value));
      }
    }
    return new Result(why.isEmpty() ? Optional.of(items) : Optional.empty(), why);
  }

  private static Optional<String> name(Object value) {
    return switch (value) {
      case String text -> Optional.of(text);
      case Map<?, ?> map -> Optional.ofNullable(map.get("name")).map(Object::toString);
      default -> Optional.empty();
    };
  }
}
