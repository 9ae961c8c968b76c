package dev.twokey.timeline;

import dev.twokey.checklist.ChecklistEvent;
import dev.twokey.checklist.ChecklistEvent.ListClosed;
import dev.twokey.checklist.ChecklistEvent.ListOpened;
import dev.twokey.checklist.ChecklistEvent.ListRead;
import dev.twokey.checklist.ChecklistEvent.ListRefused;
import dev.twokey.checklist.ChecklistEvent.Opening;
import dev.twokey.checklist.ChecklistEvent.TaskNotNeeded;
import dev.twokey.checklist.ChecklistEvent.TaskReopened;
import dev.twokey.checklist.ChecklistEvent.TaskSkipped;
import dev.twokey.checklist.ChecklistEvent.TaskTicked;
import dev.twokey.checklist.ChecklistEvent.WatchEnded;
import dev.twokey.checklist.ChecklistEvent.WatchResumed;
import dev.twokey.checklist.Task;
import java.util.List;
import java.util.Optional;

/** What was told of one checklist so far. */
final class ChecklistStory {
  private static final String TWOKEY = "twokey";

  private final Opening opening;
  private final List<Task> tasks;

  ChecklistStory(ListOpened opened) {
    this.opening = opened.opening();
    this.tasks = opened.tasks();
  }

  Opening opening() {
    return opening;
  }

  /** Returns the entry's words; empty for readings, of which the ticks say what matters. */
  Optional<Row> row(ChecklistEvent event) {
    return switch (event) {
      case ListOpened _ ->
          Optional.of(
              Row.of(
                  opening.by(),
                  Kind.TASK,
                  named("opened, " + Words.count(tasks.size(), "task")),
                  "of the runbook: " + opening.runbook(),
                  "by the account " + opening.account() + " in " + opening.where()));
      case TaskTicked(var task, var by, var evidence) ->
          Optional.of(
              Row.of(by.map(Object::toString).orElse(TWOKEY), Kind.TASK, named("done: " + of(task)))
                  .because(evidence));
      case TaskReopened(var task, var by) ->
          Optional.of(Row.of(by, Kind.TASK, named("open again: " + of(task))));
      case TaskSkipped(var task, var by, var reason) ->
          Optional.of(Row.of(by, Kind.TASK, named("LEFT OUT: " + of(task)), "reason: " + reason));
      case TaskNotNeeded(var task, var evidence) ->
          Optional.of(
              Row.of(TWOKEY, Kind.TASK, named("not needed: " + of(task))).because(evidence));
      case ListRead _ -> Optional.empty();
      case WatchEnded(var why) ->
          Optional.of(Row.of(TWOKEY, Kind.TASK, named("is not read any more"), why));
      case WatchResumed(var by, _) -> Optional.of(Row.of(by, Kind.TASK, named("is read again")));
      case ListClosed(var by, var reason, var open) ->
          Optional.of(
              Row.of(
                  by.map(Object::toString).orElse(TWOKEY),
                  Kind.TASK,
                  named(open == 0 ? "all is done" : "closed with " + open + " open"),
                  by.isEmpty() || reason.isBlank() ? "" : "reason: " + reason));
      case ListRefused(var by, var input, var why) ->
          Optional.of(
              Row.of(
                      by,
                      Kind.REFUSAL,
                      named("'" + input + "' was refused"),
                      why.line(),
                      "code " + why.code().label())
                  .marked(Mark.REFUSED));
    };
  }

  private String named(String what) {
    return "list " + opening.title() + ": " + what;
  }

  private String of(String key) {
    return key
        + " "
        + tasks.stream()
            .filter(t -> t.key().equals(key))
            .map(t -> t.text().replace("`", ""))
            .findFirst()
            .orElse("");
  }
}
