package dev.twokey.diagnosis;

import dev.twokey.condition.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cause at one moment.
 *
 * @param rows one per item; a cause without items has one
 */
record CauseState(boolean many, Truth holds, List<Row> rows, Optional<CauseResult.Waits> waits) {
  /** One item at one moment. */
  record Row(Item item, Window window) {}

  /** Returns the items for which it is known to hold. */
  List<Item> items() {
    return many
        ? rows.stream().filter(r -> r.window().truth().holds()).map(Row::item).toList()
        : List.of();
  }

  /** Returns what conditions see: a list of items only when each of them is decided. */
  Map<String, Object> value() {
    Map<String, Object> value = new LinkedHashMap<>();
    if (holds instanceof Truth.Known) {
      value.put("holds", holds.holds());
    }
    boolean decided = rows.stream().allMatch(r -> r.window().truth() instanceof Truth.Known);
    if (many && decided && (holds instanceof Truth.Known)) {
      value.put("items", items().stream().map(Item::value).toList());
    }
    return value;
  }
}
