package dev.twokey.action;

import dev.twokey.probe.Cancellation;

/** One kind of change. Only the engine calls {@link #execute}. */
public interface Action {
  /** Returns its name, risk, effects and arguments. */
  ActionKind kind();

  /** Finds out what it would do, with the read credential. Changes nothing. */
  Preview preview(ActionCall call, Cancellation cancellation);

  /**
   * Does it, with the change or destroy credential. Refuses with {@code TARGET_CHANGED} if the
   * target's fingerprint differs.
   *
   * @param fingerprint of the preview that was approved
   */
  Outcome execute(ActionCall call, String fingerprint, Cancellation cancellation);
}
