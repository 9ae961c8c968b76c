package dev.twokey.sim;

import dev.twokey.checklist.ChecklistEvent;
import dev.twokey.checklist.Task;
import dev.twokey.checklist.TaskRef;
import dev.twokey.journal.Recorded;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.probe.Reading;
import dev.twokey.runbook.Link;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Task lists by the record alone. What Twokey ticks by itself was read as normal, or done by an
 * operation that succeeded: a list shows nothing more (I10).
 */
final class Lists {
  private final Ledger ledger;
  private final Map<String, Map<String, Task>> open = new HashMap<>();
  private final Map<String, Reading> read = new HashMap<>();
  private final Map<String, TaskRef> doneFor = new HashMap<>();
  private final Set<TaskRef> justDone = new HashSet<>();

  Lists(Ledger ledger) {
    this.ledger = ledger;
  }

  void fold(Recorded recorded) {
    String id = recorded.stream().id();
    switch (recorded.event()) {
      case OperationEvent.DoneFor(var task) -> doneFor.put(id, task);
      case OperationEvent.Ended e when e.ending() == Ending.SUCCEEDED ->
          Optional.ofNullable(doneFor.get(id)).ifPresent(justDone::add);
      case ChecklistEvent.ListOpened e -> {
        Map<String, Task> tasks = new HashMap<>();
        e.tasks().forEach(t -> tasks.put(t.key(), t));
        open.put(id, tasks);
      }
      case ChecklistEvent.ListRead e ->
          e.samples().forEach(s -> read.put(id + " " + s.check(), s.reading()));
      case ChecklistEvent.TaskTicked e -> ticked(id, e);
      case ChecklistEvent.ListClosed e -> {
        ledger.cover(e.by().isPresent() ? "list left" : "list done");
        open.remove(id);
      }
      default -> {} // ticks nothing
    }
  }

  private void ticked(String id, ChecklistEvent.TaskTicked e) {
    Task task = open.getOrDefault(id, Map.of()).get(e.task());
    if (task == null) {
      ledger.violate(
          Invariant.I10, "the list " + id + " shows " + e.task() + " as done and is not open");
    } else if (e.by().isPresent()) {
      ledger.cover("ticked by hand");
    } else if (task.is(Link.Kind.ACTION)) {
      ledger.cover("ticked by its operation");
      if (!justDone.remove(new TaskRef(id, e.task()))) {
        ledger.violate(
            Invariant.I10, "the list " + id + " shows " + e.task() + ", which nobody did");
      }
    } else {
      ledger.cover("ticked by itself");
      if (!isActive(read.get(id + " " + task.names()))) {
        ledger.violate(
            Invariant.I10, "the list " + id + " shows " + e.task() + ", which is not so");
      }
    }
  }

  private static boolean isActive(@Nullable Reading reading) {
    return reading instanceof Reading.Observed(_, var values)
        && "active".equals(values.get("state"));
  }

  /** Returns the lists that nobody closed. */
  Set<String> open() {
    return open.keySet();
  }
}
