package dev.twokey.lab.supervisor;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of a unit: a process from its start to its end. */
final class Run {
  private static final long LOOK_MILLIS = 200;

  private final ProcessTable.Identity identity;
  private final Instant startedAt;
  private final CompletableFuture<OptionalInt> exit = new CompletableFuture<>();
  private volatile boolean ready;
  private volatile boolean stopRequested;

  private Run(ProcessTable.Identity identity, Instant startedAt) {
    this.identity = identity;
    this.startedAt = startedAt;
  }

  /** A child of this process: it is reaped, and its exit code is known. */
  static Run ofChild(Process process, ProcessTable.Identity identity, Instant startedAt) {
    Run run = new Run(identity, startedAt);
    var _ =
        process.onExit().thenAccept(ended -> run.exit.complete(OptionalInt.of(ended.exitValue())));
    return run;
  }

  /** A process that an earlier supervisor started: it is watched, its exit code stays unknown. */
  static Run adopted(ProcessTable.Identity identity, Instant startedAt) {
    Run run = new Run(identity, startedAt);
    Thread.ofVirtual().name("watch-" + identity.pid()).start(run::watch);
    return run;
  }

  private void watch() {
    try {
      while (ProcessTable.living(identity).isPresent()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      exit.complete(OptionalInt.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exit.completeExceptionally(e);
    }
  }

  ProcessTable.Identity identity() {
    return identity;
  }

  Instant startedAt() {
    return startedAt;
  }

  CompletableFuture<OptionalInt> exit() {
    return exit;
  }

  boolean ready() {
    return ready;
  }

  void markReady() {
    ready = true;
  }

  boolean stopRequested() {
    return stopRequested;
  }

  void requestStop() {
    stopRequested = true;
  }

  /** Waits until the process has ended, at most that long; says whether it has. */
  boolean awaitExit(long millis) throws InterruptedException {
    try {
      exit.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the watch of pid " + identity.pid() + " broke", e);
    }
  }
}
