package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What {@link JournalVerifier} found.
 *
 * @param events how many rows were read
 * @param erased how many of them have no text any more
 * @param head position and hash of the last row
 * @param defects what is wrong, in order of position, at most {@link JournalVerifier#DEFECTS_MAX}
 * @param leftOut how many more defects there are
 */
public record Verification(
    long events, long erased, JournalStore.Head head, List<Defect> defects, long leftOut) {
  public Verification {
    requireNonNull(head, "head");
    defects = List.copyOf(defects);
  }

  /** Returns whether nothing is wrong. */
  public boolean isWhole() {
    return defects.isEmpty();
  }

  /** How a journal can be wrong. */
  public enum Kind {
    /** A witnessed head is not in this journal. */
    ANCHOR_DIFFERS,
    /** Something other than the text was changed. */
    CHANGED,
    /** The head row and the last row disagree: rows were cut off or added. */
    HEAD_DIFFERS,
    /** There is no head row. */
    HEAD_MISSING,
    /** Positions are missing. */
    REMOVED,
    /** The text is not the one whose digest was taken. */
    TEXT_CHANGED,
    /** The time goes back. */
    TIME_BACK,
    /** The row doesn't follow the row before it: removed, reordered, or written anew. */
    UNLINKED,
    /** The stream's versions have a gap or a repetition. */
    VERSION_WRONG
  }

  /**
   * One thing that is wrong.
   *
   * @param position of the row where it shows
   * @param kind which
   * @param what for people, with the values
   */
  public record Defect(long position, Kind kind, String what) {
    public Defect {
      requireNonNull(kind, "kind");
      requireNonNull(what, "what");
    }
  }
}
