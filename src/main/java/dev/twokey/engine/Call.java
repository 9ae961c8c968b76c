package dev.twokey.engine;

import dev.twokey.probe.Cancellation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The cancellation of one call. Safe for threads. */
final class Call implements Cancellation {
  private final Instant deadline;
  private final List<Runnable> ends = new ArrayList<>();
  private boolean cancelled;

  Call(Instant deadline) {
    this.deadline = deadline;
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
        ends.add(closeOrKill);
        return;
      }
    }
    closeOrKill.run();
  }

  void cancel() {
    List<Runnable> now;
    synchronized (this) {
      cancelled = true;
      now = List.copyOf(ends);
      ends.clear();
    }
    now.forEach(Runnable::run);
  }
}
