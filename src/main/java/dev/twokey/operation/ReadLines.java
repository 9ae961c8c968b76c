package dev.twokey.operation;

import dev.twokey.diagnosis.CauseResult;
import dev.twokey.diagnosis.CheckResult;
import dev.twokey.diagnosis.Evaluation;
import dev.twokey.guard.EvidenceLine;
import dev.twokey.runbook.Cause;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in a few lines what was read for a condition, and when. */
final class ReadLines {
  /** How many lines one condition gets. */
  static final int LINES_MAX = 6;

  private static final int LINE_MAX = 200;
  private static final int FIELDS_MAX = 4;

  private final RunbookCatalog catalog;
  private final Evaluation evaluation;

  ReadLines(RunbookCatalog catalog, Evaluation evaluation) {
    this.catalog = catalog;
    this.evaluation = evaluation;
  }

  /**
   * Returns what was read for the checks and causes that a condition names: what a cause that holds
   * says, else the lines of the checks behind it.
   *
   * @param item the one that matters; empty for all
   */
  List<EvidenceLine> of(Set<String> named, String item) {
    return named.stream().flatMap(id -> lines(id, item)).distinct().limit(LINES_MAX).toList();
  }

  private Stream<EvidenceLine> lines(String id, String item) {
    List<CheckResult> checks =
        catalog.closure(List.of(id)).stream()
            .flatMap(c -> catalog.check(c).stream())
            .map(c -> evaluation.check(c.id()))
            .toList();
    List<String> says =
        catalog
            .cause(id)
            .map(Cause::id)
            .map(evaluation::cause)
            .map(CauseResult::says)
            .orElse(List.of());
    Optional<Instant> oldest =
        checks.stream().flatMap(c -> c.at().stream()).min(Instant::compareTo);
    return says.isEmpty() || oldest.isEmpty()
        ? checks.stream().flatMap(c -> rows(c, item).stream())
        : says.stream().map(text -> line(text, oldest.get()));
  }

  private static List<EvidenceLine> rows(CheckResult check, String item) {
    boolean one = check.rows().stream().anyMatch(r -> !item.isEmpty() && r.item().equals(item));
    List<EvidenceLine> lines = new ArrayList<>();
    for (CheckResult.Row row : check.rows()) {
      if (row.at().isPresent() && (!one || row.item().equals(item))) {
        lines.add(line(text(check, row), row.at().get()));
      }
    }
    return lines;
  }

  private static String text(CheckResult check, CheckResult.Row row) {
    String name =
        check.id().substring(check.id().indexOf('.') + 1)
            + (row.item().isEmpty() ? "" : " of " + row.item());
    if (row.problem().isPresent()) {
      return name + " can't be read: " + row.problem().get().what();
    }
    return row.says().isEmpty() ? name + ": " + fields(row.fields()) : row.says();
  }

  private static String fields(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .filter(
            e -> !(e.getValue() instanceof Collection<?>) && !(e.getValue() instanceof Map<?, ?>))
        .limit(FIELDS_MAX)
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private static EvidenceLine line(String text, Instant at) {
    return new EvidenceLine(
        text.length() > LINE_MAX ? text.substring(0, LINE_MAX) + " …" : text, at);
  }
}
