package dev.twokey.witness.sink;

import dev.twokey.probe.Cancellation;
import java.time.Instant;

/** A call that nobody takes back. */
record Uncancelled(Instant deadline) implements Cancellation {
  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public void onCancel(Runnable closeOrKill) {
    // it ends by its deadline alone
  }
}
