package dev.twokey.probe;

import java.time.Instant;

/** Tells a running probe or action when it must end. */
public interface Cancellation {
  /** Returns when the result is no longer waited for. */
  Instant deadline();

  /** Returns whether the result is no longer wanted. */
  boolean cancelled();

  /**
   * Registers what ends the call at once, such as closing its socket. Runs immediately if it is
   * cancelled already. An action that may have had its effect answers {@code Unknown}.
   */
  void onCancel(Runnable closeOrKill);
}
