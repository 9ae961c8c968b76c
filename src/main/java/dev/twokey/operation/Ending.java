package dev.twokey.operation;

/** How an operation can end. */
public enum Ending {
  /** Every step was done and verified. */
  SUCCEEDED,
  /** A guard, a preview or a condition refused; nothing was changed. */
  REFUSED,
  /** Somebody who may sign said no; nothing was changed. */
  DENIED,
  /** Nobody signed, confirmed or started it in time; nothing was changed. */
  EXPIRED,
  /** The person took it back; nothing was changed. */
  WITHDRAWN,
  /** What it was planned on changed; nothing was changed by it. */
  SUPERSEDED,
  /** A step failed or could not be verified. */
  FAILED,
  /** Stopped by a person, by halt or by an abort condition. */
  ABORTED,
  /** A person said that a step of unknown outcome was not done. */
  NOT_DONE,
  /** A person took the target over. */
  TAKEN_OVER
}
