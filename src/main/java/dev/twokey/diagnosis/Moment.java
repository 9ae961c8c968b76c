package dev.twokey.diagnosis;

import dev.twokey.condition.Bindings;
import dev.twokey.condition.Expression;
import dev.twokey.condition.Truth;
import dev.twokey.runbook.Cause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a cause's {@code when} is at one moment, whatever its {@code for} says.
 *
 * @param items empty if they can't be told; without {@code each} a single one with an empty name
 * @param truths by the items' names
 * @param why the items can't be told
 */
record Moment(Optional<List<Item>> items, Map<String, Truth> truths, Set<String> why) {
  /** Returns the truth of an item; for one that is not there the cause does not hold. */
  Truth of(String item) {
    return items.isEmpty() ? new Truth.Unknown(why) : truths.getOrDefault(item, Truth.of(false));
  }

  static Moment of(Snapshot at, Cause cause) {
    Expression when = cause.when();
    if (cause.each().isEmpty()) {
      Truth truth = when.judge(at.bindings(when.references(), cause.runbook()));
      return new Moment(
          Optional.of(List.of(new Item("", ""))), Map.of("", named(cause, "", truth)), Set.of());
    }
    Expression each = cause.each().get();
    Items.Result items = Items.of(each.evaluate(at.bindings(each.references(), cause.runbook())));
    if (items.items().isEmpty()) {
      return new Moment(Optional.empty(), Map.of(), Reasons.named(cause.name(), items.why()));
    }
    Bindings bindings = at.bindings(when.references(), cause.runbook());
    Map<String, Truth> truths = new HashMap<>();
    for (Item item : items.items().get()) {
      Set<String> missing = at.reasons(each.references(), cause.runbook(), item.name());
      Bindings bound = bindings.with("each", item.value()).missing("each", missing);
      truths.put(item.name(), named(cause, item.name(), when.judge(bound)));
    }
    return new Moment(items.items(), truths, Set.of());
  }

  private static Truth named(Cause cause, String item, Truth truth) {
    return truth instanceof Truth.Unknown(Set<String> why)
        ? new Truth.Unknown(Reasons.named(Reasons.label(cause.name(), item), why))
        : truth;
  }
}
