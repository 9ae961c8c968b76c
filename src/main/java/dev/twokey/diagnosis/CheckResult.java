package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.twokey.condition.Truth;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of a check.
 *
 * @param id in the whole folder
 * @param ok whether all is normal; empty for a plain reading without {@code expect}
 * @param read whether everything of it was read
 * @param skipped whether its {@code when} is false, so that nothing was to be read
 * @param rows one per item; a check without items has one row with an empty name
 * @param why what is not read and why, or what {@code ok} still needs; empty if nothing is missing
 */
public record CheckResult(
    String id, Optional<Truth> ok, boolean read, boolean skipped, List<Row> rows, Set<String> why) {
  /**
   * One reading.
   *
   * @param item the name of the item; empty without items
   * @param ok as of the check
   * @param fields of the item and its reading; what was not read is left out
   * @param at when it was read; empty if it was not
   * @param says the line for people; empty if the check has none or nothing was read
   * @param problem why it could not be read
   */
  public record Row(
      String item,
      Optional<Truth> ok,
      Map<String, Object> fields,
      Optional<Instant> at,
      String says,
      Optional<Problem> problem) {
    public Row {
      requireNonNull(item, "item");
      requireNonNull(ok, "ok");
      requireNonNull(at, "at");
      requireNonNull(says, "says");
      requireNonNull(problem, "problem");
      fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  public CheckResult {
    requireNonNull(id, "id");
    requireNonNull(ok, "ok");
    rows = List.copyOf(rows);
    why = java.util.Collections.unmodifiableSet(new TreeSet<>(why));
  }

  /** Returns when the oldest of its readings was read. */
  public Optional<Instant> at() {
    return rows.stream().flatMap(r -> r.at().stream()).min(Instant::compareTo);
  }
}
