package dev.twokey.diagnosis;

import dev.twokey.condition.Truth;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A check at one moment.
 *
 * @param rows one per item; a check without items has one
 * @param items empty if its items can't be told
 * @param ok of all rows; empty without {@code expect}
 * @param why the reasons for all that is missing
 */
record CheckState(
    boolean many,
    Optional<List<Item>> items,
    List<Row> rows,
    Optional<Truth> ok,
    boolean skipped,
    Set<String> why,
    Optional<CauseResult.Waits> waits) {
  /**
   * One item at one moment.
   *
   * @param reading its fields; empty if it was not read
   */
  record Row(
      Item item,
      Optional<Map<String, Object>> reading,
      Optional<Instant> at,
      Optional<Truth> ok,
      Optional<Problem> problem,
      Set<String> why,
      Optional<CauseResult.Waits> waits) {
    /** Returns the fields of the item and its reading; what was not read is left out. */
    Map<String, Object> fields(boolean many) {
      Map<String, Object> fields = new LinkedHashMap<>();
      if (many) {
        fields.putAll(item.fields());
      }
      reading.ifPresent(fields::putAll);
      reading.flatMap(_ -> at).ifPresent(t -> fields.put("at", t));
      ok.filter(Truth.Known.class::isInstance).ifPresent(t -> fields.put("ok", t.holds()));
      return fields;
    }
  }

  /** Returns a check of which nothing can be told. */
  static CheckState unread(boolean many, boolean expects, boolean skipped, Set<String> why) {
    Optional<Truth> ok = expects ? Optional.of(new Truth.Unknown(why)) : Optional.empty();
    return new CheckState(many, Optional.empty(), List.of(), ok, skipped, why, Optional.empty());
  }

  /** Returns what conditions see; empty if nothing at all is known. */
  Optional<Map<String, Object>> value() {
    Map<String, Object> value = new LinkedHashMap<>();
    if (many) {
      if (items.isEmpty()) {
        return Optional.empty();
      }
      List<Object> list = new ArrayList<>();
      rows.forEach(r -> list.add(r.fields(true)));
      value.put("items", list);
      oldest().ifPresent(t -> value.put("at", t));
      ok.filter(Truth.Known.class::isInstance).ifPresent(t -> value.put("ok", t.holds()));
    } else if (!rows.isEmpty()) {
      value.putAll(rows.getFirst().fields(false));
    }
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /** Returns when its oldest reading was made; empty if one is missing. */
  private Optional<Instant> oldest() {
    boolean all = rows.stream().allMatch(r -> r.reading().isPresent());
    return all
        ? rows.stream().flatMap(r -> r.at().stream()).min(Instant::compareTo)
        : Optional.empty();
  }

  /** Returns the three-valued AND over the rows; of none it is unknown. */
  static Truth all(List<Row> rows) {
    if (rows.isEmpty()) {
      return Truth.unknown("nothing was looked at");
    }
    Truth all = Truth.of(true);
    for (Row row : rows) {
      all = all.and(row.ok().orElseThrow());
    }
    return all;
  }

  /** Returns the reasons of all rows. */
  static Set<String> reasons(List<Row> rows) {
    Set<String> reasons = new TreeSet<>();
    rows.forEach(r -> reasons.addAll(r.why()));
    return reasons;
  }
}
