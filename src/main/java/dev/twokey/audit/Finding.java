package dev.twokey.audit;

import static java.util.Objects.requireNonNull;

/**
 * Something in the record that does not hold, or is to be looked at.
 *
 * @param position where it shows
 * @param kind which
 * @param what for people, with the values
 */
public record Finding(long position, Kind kind, String what) {
  /** How a record can fail to hold. */
  public enum Kind {
    /** An operation began without exactly one authority. */
    AUTHORITY,
    /** The authority of an operation is not supported by what was recorded before it. */
    UNSUPPORTED,
    /** The hash of a plan is not that of its text. */
    PLAN_CHANGED,
    /** A step that runs at most once was begun twice. */
    STEP_TWICE,
    /** A checkpoint's signature does not hold. */
    CHECKPOINT_FORGED,
    /** A checkpoint was signed by a key that is none of yours. */
    CHECKPOINT_FOREIGN,
    /** A checkpoint is about a head that this journal did not have. */
    CHECKPOINT_WRONG,
    /** An authority or an end is covered by no checkpoint, though the journal goes on. */
    UNSIGNED,
    /** The clock ran ahead and was set back. */
    CLOCK_AHEAD,
    /** A head that was noted elsewhere belongs to a part that was given up as lost. */
    LOST,
    /** A record is not of the shape that its type has. */
    UNREADABLE
  }

  public Finding {
    requireNonNull(kind, "kind");
    requireNonNull(what, "what");
  }
}
