package dev.twokey.app;

import dev.twokey.engine.Runner;
import dev.twokey.problem.Problem;
import dev.twokey.witness.CheckpointInput;
import dev.twokey.witness.SignedCheckpoint;
import dev.twokey.witness.Sink;
import dev.twokey.witness.Witness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the newest signed head to a sink: one at a time, again and again where it fails. No work
 * ever waits for it; that it fails is told once, until it works again. Safe for threads.
 */
final class Witnessing {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LAST_RETRY = Duration.ofMinutes(5);

  private final Sink sink;
  private final Runner runner;
  private final InstantSource clock;
  private @Nullable SignedCheckpoint newest;
  private CompletableFuture<Boolean> idle = CompletableFuture.completedFuture(true);
  private boolean busy;
  private boolean failing;
  private Duration rest = FIRST_RETRY;

  Witnessing(Sink sink, Runner runner, InstantSource clock) {
    this.sink = sink;
    this.runner = runner;
    this.clock = clock;
  }

  Sink sink() {
    return sink;
  }

  /**
   * Takes a signed head; an older one that still waits is given up for it.
   *
   * @param told hears what is to be recorded of the delivery
   */
  void offer(SignedCheckpoint signed, Consumer<CheckpointInput> told) {
    synchronized (this) {
      newest = signed;
      if (busy) {
        return;
      }
      busy = true;
      idle = new CompletableFuture<>();
    }
    runner.start("witness", () -> deliver(told));
  }

  private void deliver(Consumer<CheckpointInput> told) {
    SignedCheckpoint signed = next();
    while (signed != null) {
      Optional<Problem> failed = sink.write(Witness.line(signed));
      if (failed.isPresent()) {
        failed(signed, failed.get(), told);
        return;
      }
      synchronized (this) {
        failing = false;
        rest = FIRST_RETRY;
      }
      told.accept(new CheckpointInput.Delivered(sink.name(), signed.checkpoint().head()));
      signed = next();
    }
  }

  private synchronized @Nullable SignedCheckpoint next() {
    SignedCheckpoint taken = newest;
    newest = null;
    busy = taken != null;
    if (!busy) {
      idle.complete(true);
    }
    return taken;
  }

  /** Returns what completes when nothing waits to be noted. */
  synchronized CompletableFuture<Boolean> idle() {
    return idle;
  }

  private void failed(SignedCheckpoint signed, Problem why, Consumer<CheckpointInput> told) {
    boolean first;
    Duration wait;
    synchronized (this) {
      first = !failing;
      failing = true;
      newest = newest == null ? signed : newest;
      wait = rest;
      rest = rest.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? rest.multipliedBy(2) : LAST_RETRY;
    }
    if (first) {
      told.accept(new CheckpointInput.Failed(sink.name(), why));
    }
    runner.at(clock.instant().plus(wait), () -> deliver(told));
  }
}
