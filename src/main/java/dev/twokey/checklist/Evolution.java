package dev.twokey.checklist;

import dev.twokey.checklist.ChecklistEvent.ListClosed;
import dev.twokey.checklist.ChecklistEvent.ListOpened;
import dev.twokey.checklist.ChecklistEvent.ListRead;
import dev.twokey.checklist.ChecklistEvent.ListRefused;
import dev.twokey.checklist.ChecklistEvent.TaskNotNeeded;
import dev.twokey.checklist.ChecklistEvent.TaskReopened;
import dev.twokey.checklist.ChecklistEvent.TaskSkipped;
import dev.twokey.checklist.ChecklistEvent.TaskTicked;
import dev.twokey.checklist.ChecklistEvent.WatchEnded;
import dev.twokey.checklist.ChecklistEvent.WatchResumed;
import dev.twokey.diagnosis.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How each event changes the state. */
final class Evolution {
  private Evolution() {}

  static Checklist evolve(Checklist s, ChecklistEvent event, Instant at) {
    return switch (event) {
      case ListOpened e -> opened(s, e, at);
      case TaskTicked e ->
          marked(s, e.task(), new Mark(Mark.How.DONE, e.by(), at, e.evidence()), at);
      case TaskSkipped e ->
          marked(
              s,
              e.task(),
              new Mark(Mark.How.SKIPPED, Optional.of(e.by()), at, List.of(e.reason())),
              at);
      case TaskNotNeeded e ->
          marked(
              s, e.task(), new Mark(Mark.How.NOT_NEEDED, Optional.empty(), at, e.evidence()), at);
      case TaskReopened e -> reopened(s, e.task(), at);
      case ListRead e -> read(s, e);
      case WatchEnded e -> watched(s, s.opened(), false, e.why(), at);
      case WatchResumed e ->
          watched(
              s,
              s.opened()
                  .map(o ->
                      new Checklist.Opened(
                          o.opening(), o.tasks(), o.incident(), o.at(), e.until())),
              true,
              "",
              at);
      case ListClosed e -> closed(s, new Checklist.Closing(e.by(), e.reason(), at));
      case ListRefused _ -> s;
    };
  }

  private static Checklist opened(Checklist s, ListOpened e, Instant at) {
    return new Checklist(
        s.id(),
        Optional.of(new Checklist.Opened(e.opening(), e.tasks(), e.incident(), at, e.watchUntil())),
        Map.of(),
        Samples.NONE,
        Map.of(),
        Optional.empty(),
        true,
        "",
        true,
        at,
        Optional.empty());
  }

  private static Checklist marked(Checklist s, String task, Mark mark, Instant at) {
    Map<String, Mark> marks = new TreeMap<>(s.marks());
    marks.put(task, mark);
    return worked(s, marks, at);
  }

  /** A task that was left out with one above it can only be opened with that. */
  private static Checklist reopened(Checklist s, String task, Instant at) {
    Map<String, Mark> marks = new TreeMap<>(s.marks());
    marks.remove(task);
    return worked(s, marks, at);
  }

  /** A list that was over is read again, as long as it would have been. */
  private static Checklist worked(Checklist s, Map<String, Mark> marks, Instant at) {
    boolean watching =
        s.closed().isPresent()
            ? s.opened().filter(o -> at.isBefore(o.until())).isPresent()
            : s.watching();
    Checklist next =
        new Checklist(
            s.id(),
            s.opened(),
            marks,
            s.samples(),
            s.news(),
            Optional.empty(),
            watching,
            s.stopped(),
            watching,
            at,
            Optional.empty());
    return next.isDone() ? next.changes() : next;
  }

  private static Checklist read(Checklist s, ListRead e) {
    return new Checklist(
        s.id(),
        s.opened(),
        s.marks(),
        s.samples().and(e.samples()).keep(new Samples.Memory(e.forget(), e.seen())),
        e.news().stream().collect(Collectors.toMap(News::task, Function.identity())),
        e.next(),
        s.watching(),
        s.stopped(),
        false,
        s.since(),
        s.closed());
  }

  private static Checklist watched(
      Checklist s, Optional<Checklist.Opened> opened, boolean on, String why, Instant at) {
    return new Checklist(
        s.id(),
        opened,
        s.marks(),
        s.samples(),
        on ? s.news() : Map.of(),
        Optional.empty(),
        on,
        why,
        on,
        on ? at : s.since(),
        s.closed());
  }

  private static Checklist closed(Checklist s, Checklist.Closing closing) {
    return new Checklist(
        s.id(),
        s.opened(),
        s.marks(),
        s.samples(),
        Map.of(),
        Optional.empty(),
        false,
        "",
        false,
        s.since(),
        Optional.of(closing));
  }
}
