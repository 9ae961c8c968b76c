package dev.twokey.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A cancellation that a test triggers. */
public final class TestCancellation implements Cancellation {
  private final Instant deadline;
  private final List<Runnable> closers = new ArrayList<>();
  private boolean cancelled;

  public TestCancellation() {
    this(Instant.now().plus(Duration.ofHours(1)));
  }

  public TestCancellation(Instant deadline) {
    this.deadline = deadline;
  }

  /** Cancels. */
  public void cancel() {
    List<Runnable> run;
    synchronized (this) {
      cancelled = true;
      run = List.copyOf(closers);
    }
    run.forEach(Runnable::run);
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public synchronized boolean cancelled() {
    return cancelled;
  }

  @Override
  public void onCancel(Runnable closeOrKill) {
    synchronized (this) {
      if (!cancelled) {
        closers.add(closeOrKill);
        return;
      }
    }
    closeOrKill.run();
  }
}
