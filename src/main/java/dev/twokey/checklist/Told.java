package dev.twokey.checklist;

import dev.twokey.checklist.ChecklistEvent.TaskNotNeeded;
import dev.twokey.checklist.ChecklistEvent.TaskTicked;
import dev.twokey.checklist.News.Standing;
import dev.twokey.condition.Truth;
import dev.twokey.diagnosis.CauseResult;
import dev.twokey.diagnosis.CheckResult;
import dev.twokey.diagnosis.Evaluation;
import dev.twokey.runbook.Link;
import dev.twokey.runbook.RunbookAction;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what the readings mean for the open tasks. */
final class Told {
  private static final int LINES_MAX = 12;
  private static final int LINE_MAX = 300;

  private final Checklist state;
  private final RunbookCatalog catalog;
  private final Evaluation evaluation;
  private final Set<String> checks;
  private final Set<String> causes;

  Told(Checklist state, RunbookCatalog catalog, Evaluation evaluation) {
    this.state = state;
    this.catalog = catalog;
    this.evaluation = evaluation;
    this.checks =
        evaluation.checks().stream().map(CheckResult::id).collect(Collectors.toUnmodifiableSet());
    this.causes =
        evaluation.causes().stream().map(CauseResult::id).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the news of all open tasks of which something is known. */
  List<News> news() {
    return state.tasks().stream()
        .filter(t -> !state.isSettled(t))
        .flatMap(t -> news(t).stream())
        .toList();
  }

  /** Returns what becomes of the task that is next in order; empty if it stays open. */
  Optional<ChecklistEvent> settles() {
    return state.next().flatMap(task -> news(task).flatMap(news -> settles(task, news)));
  }

  private Optional<ChecklistEvent> settles(Task task, News news) {
    if (task.is(Link.Kind.CHECK) && news.standing() == Standing.HOLDS && isCurrent(task)) {
      return Optional.of(new TaskTicked(task.key(), Optional.empty(), news.lines()));
    } else if (task.is(Link.Kind.CAUSE) && news.standing() == Standing.FAILS) {
      return Optional.of(new TaskNotNeeded(task.key(), news.lines()));
    }
    return Optional.empty();
  }

  private boolean isCurrent(Task task) {
    Optional<Instant> at = evaluation.check(task.names()).at();
    return at.filter(t -> !t.isBefore(state.since())).isPresent();
  }

  private Optional<News> news(Task task) {
    String id = task.names();
    if (task.is(Link.Kind.CHECK) && checks.contains(id)) {
      return Optional.of(check(task, evaluation.check(id)));
    } else if (task.is(Link.Kind.CAUSE) && causes.contains(id)) {
      return Optional.of(cause(task, evaluation.cause(id)));
    } else if (task.is(Link.Kind.ACTION) && state.doubts(task).isEmpty()) {
      return catalog.action(id).map(a -> action(task, a));
    }
    return Optional.empty();
  }

  private static News check(Task task, CheckResult result) {
    List<String> says =
        result.rows().stream()
            .map(r -> r.problem().map(p -> label(r) + p.what()).orElse(r.says()))
            .filter(s -> !s.isBlank())
            .toList();
    if (result.skipped()) {
      return news(task, Standing.SHOWN, List.of("nothing is to be read now"));
    } else if (result.ok().isEmpty()) {
      return result.read()
          ? news(task, Standing.SHOWN, orElse(says, "it was read"))
          : news(task, Standing.UNKNOWN, orElse(says, String.join(", ", result.why())));
    }
    return switch (result.ok().get()) {
      case Truth.Unknown _ -> news(task, Standing.UNKNOWN, both(says, result.why()));
      case Truth t when t.holds() -> news(task, Standing.HOLDS, orElse(says, "it is normal"));
      case Truth _ -> news(task, Standing.FAILS, orElse(says, "it is not normal yet"));
    };
  }

  private static String label(CheckResult.Row row) {
    return row.item().isEmpty() ? "" : row.item() + ": ";
  }

  private static News cause(Task task, CauseResult result) {
    return switch (result.holds()) {
      case Truth.Unknown _ -> news(task, Standing.UNKNOWN, List.copyOf(result.why()));
      case Truth t when t.holds() ->
          news(task, Standing.HOLDS, orElse(result.says(), name(result.id()) + " holds"));
      case Truth _ -> news(task, Standing.FAILS, List.of(name(result.id()) + " does not hold"));
    };
  }

  private News action(Task task, RunbookAction action) {
    Truth needs =
        action
            .needs()
            .filter(n -> !n.uses("each"))
            .map(n -> evaluation.truth(n, action.runbook()))
            .orElse(Truth.of(true));
    if (needs instanceof Truth.Unknown(var why)) {
      return news(task, Standing.UNKNOWN, List.copyOf(why));
    } else if (needs.fails()) {
      return news(
          task,
          Standing.FAILS,
          List.of("not now: it needs " + action.needs().orElseThrow().text()));
    }
    return switch (evaluation.targets(action)) {
      case Evaluation.Targets.Unknown(var why) -> news(task, Standing.UNKNOWN, List.copyOf(why));
      case Evaluation.Targets.Known(var items) when items.isEmpty() ->
          news(task, Standing.FAILS, List.of("there is nothing to do it to"));
      case Evaluation.Targets.Known(var items) ->
          news(
              task,
              Standing.HOLDS,
              items.stream()
                  .map(dev.twokey.diagnosis.Item::name)
                  .filter(n -> !n.isEmpty())
                  .toList());
    };
  }

  private static String name(String id) {
    return id.substring(id.indexOf('.') + 1).replace('_', ' ');
  }

  private static List<String> both(List<String> says, Collection<String> why) {
    List<String> all = new ArrayList<>(says);
    all.addAll(why);
    return all;
  }

  private static List<String> orElse(List<String> lines, String line) {
    return lines.isEmpty() ? List.of(line) : lines;
  }

  private static News news(Task task, Standing standing, List<String> lines) {
    List<String> shown =
        lines.stream()
            .limit(LINES_MAX)
            .map(l -> l.length() > LINE_MAX ? l.substring(0, LINE_MAX) + "…" : l)
            .toList();
    return new News(task.key(), standing, shown);
  }
}
