package dev.twokey.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays histories of successive seeds on several threads, until one fails. */
final class Played {
  private final long seed;
  private final long histories;
  private final BooleanSupplier goesOn;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private final Set<String> covered = new TreeSet<>();
  private History.@Nullable Result failed;
  private @Nullable Throwable broken;

  /**
   * Prepares it.
   *
   * @param goesOn asked before each history
   */
  Played(long seed, long histories, BooleanSupplier goesOn) {
    this.seed = seed;
    this.histories = histories;
    this.goesOn = goesOn;
  }

  /**
   * Plays; returns when all are played, one failed, or nothing goes on.
   *
   * @param progress is told every so often
   */
  void play(int threads, Duration every, Consumer<Played> progress) throws InterruptedException {
    List<Thread> players = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      players.add(Thread.ofPlatform().name("histories-" + i).start(this::player));
    }
    for (Thread player : players) {
      while (!player.join(every)) {
        progress.accept(this);
      }
    }
    synchronized (this) {
      if (broken != null) {
        throw new IllegalStateException("a history could not be played", broken);
      }
    }
  }

  private void player() {
    try {
      while (failed().isEmpty() && goesOn.getAsBoolean()) {
        long number = next.getAndIncrement();
        if (number >= histories) {
          return;
        }
        take(new History(seed + number, Rules.REAL).play());
      }
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        broken = e;
      }
    }
  }

  private synchronized void take(History.Result result) {
    done.incrementAndGet();
    events.addAndGet(result.events());
    covered.addAll(result.covered());
    if (result.violation().isPresent() && failed == null) {
      failed = result;
    }
  }

  /** Returns how many were played. */
  long done() {
    return done.get();
  }

  /** Returns how many events they had. */
  long events() {
    return events.get();
  }

  /** Returns the first that failed. */
  synchronized Optional<History.Result> failed() {
    return Optional.ofNullable(failed);
  }

  /** Returns what happened in them. */
  synchronized Set<String> covered() {
    return new TreeSet<>(covered);
  }
}
