package dev.twokey.operation;

import dev.twokey.engine.Runner;
import dev.twokey.journal.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The time of a script: what is started runs at once, on one thread, unless it is held. */
public final class ScriptTime {
  private final SettableClock clock = new SettableClock();
  private final List<Task> tasks = new ArrayList<>();
  private final Set<String> held = new TreeSet<>();
  private long started;

  private record Task(Instant at, long order, long owner, String name, Runnable body) {}

  /** Returns its clock. */
  public SettableClock clock() {
    return clock;
  }

  /** Returns what it shows. */
  public Instant now() {
    return clock.instant();
  }

  /** Returns a runner whose tasks die with their owner. */
  public Runner runner(long owner) {
    return new Runner() {
      @Override
      public Runnable start(String name, Runnable body) {
        add(owner, now(), name, body);
        return () -> {};
      }

      @Override
      public Runnable at(Instant when, Runnable body) {
        Task task = add(owner, when, "", body);
        return () -> tasks.remove(task);
      }
    };
  }

  private Task add(long owner, Instant at, String name, Runnable body) {
    Task task = new Task(at, ++started, owner, name, body);
    tasks.add(task);
    return task;
  }

  /** Calls of this kind take for ever from now on. */
  void hold(String kind) {
    held.add(kind);
  }

  /** Calls of this kind go on. */
  void release(String kind) {
    held.remove(kind);
  }

  /** A replica is gone, with all that it was doing. */
  public void crash(long owner) {
    tasks.removeIf(t -> t.owner() == owner);
  }

  /** Runs the next body that is due; returns whether there was one. */
  public boolean runOne() {
    List<Task> due =
        tasks.stream()
            .filter(t -> !held.contains(t.name()) && !t.at().isAfter(now()))
            .sorted(Comparator.comparing(Task::at).thenComparingLong(Task::order))
            .toList();
    if (due.isEmpty()) {
      return false;
    }
    tasks.remove(due.getFirst());
    due.getFirst().body().run();
    return true;
  }

  /** Lets time go on to the next body or to the end; returns whether the end is not reached. */
  public boolean step(Instant end) {
    Instant next =
        tasks.stream()
            .filter(t -> !held.contains(t.name()))
            .map(Task::at)
            .min(Comparator.naturalOrder())
            .filter(t -> t.isBefore(end))
            .orElse(end);
    if (next.isAfter(now())) {
      clock.pass(Duration.between(now(), next));
    }
    return next.isBefore(end);
  }
}
