package dev.twokey.sim;

import dev.twokey.engine.Runner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * The time of a history and everything that is started in it, on one thread: bodies that are ready
 * at the same time run in an order that the seed decides. Work has an owner; when a replica
 * crashes, what it owns is gone.
 */
final class VirtualTime implements InstantSource {
  /** What the targets themselves do; no crash of a replica takes it away. */
  static final long NOBODY = 0;

  private static final int SLOW_EVERY = 20;
  private static final int QUICK_MS = 400;
  private static final int SLOW_MS = 4_000;

  private final RandomGenerator random;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::tie));
  private Instant now = Instant.parse("2025-03-01T10:00:00Z");

  /** A body that never comes back; only its time-out ends the wait for it. */
  static final class Hangs extends Error {
    private static final long serialVersionUID = 1L;

    Hangs() {
      super("hangs", null, false, false);
    }
  }

  private record Task(Instant at, long tie, long owner, Runnable body) {}

  VirtualTime(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /**
   * Returns a runner whose work is gone when its owner crashes.
   *
   * @param skew how far the owner's clock is ahead
   */
  Runner runner(long owner, Duration skew) {
    return new Runner() {
      @Override
      public Runnable start(String name, Runnable body) {
        int limit = random.nextInt(SLOW_EVERY) == 0 ? SLOW_MS : QUICK_MS;
        add(owner, now.plusMillis(random.nextInt(limit)), body);
        // like a real one it may go on after its cancel; the body is told by its cancellation
        return () -> {};
      }

      @Override
      public Runnable at(Instant when, Runnable body) {
        Instant then = when.minus(skew);
        Task task = add(owner, then.isBefore(now) ? now : then, body);
        return () -> tasks.remove(task);
      }
    };
  }

  /** Runs a body after a while, if its owner lives then. */
  void later(long owner, Duration wait, Runnable body) {
    add(owner, now.plus(wait), body);
  }

  /** Runs a body at that time, whoever lives then. */
  void later(Duration wait, Runnable body) {
    add(NOBODY, now.plus(wait), body);
  }

  private Task add(long owner, Instant at, Runnable body) {
    Task task = new Task(at, random.nextLong(), owner, body);
    tasks.add(task);
    return task;
  }

  /** The owner is gone, and with it all that it was doing. */
  void crash(long owner) {
    tasks.removeIf(t -> t.owner() == owner);
  }

  /** Runs the next task that is due until then; returns whether there was one. */
  boolean runNext(Instant until) {
    Task next = tasks.peek();
    if (next == null || next.at().isAfter(until)) {
      return false;
    }
    tasks.remove();
    now = next.at();
    try {
      next.body().run();
    } catch (Hangs _) {
      // it hangs for ever; its alarm is another task
      return true;
    }
    return true;
  }

  /** Returns whether nothing will ever happen by itself. */
  boolean isQuiet() {
    return tasks.isEmpty();
  }

  /** Returns when the next task is due. */
  Instant next() {
    Task next = tasks.peek();
    return next == null ? now : next.at();
  }

  /** Lets time go on to then; nothing is due before. */
  void passTo(Instant then) {
    if (then.isAfter(now)) {
      now = then;
    }
  }
}
