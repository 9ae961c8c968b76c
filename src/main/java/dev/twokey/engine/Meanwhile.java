package dev.twokey.engine;

/**
 * Whether a decision may hold before it is recorded, while the journal can't be written. What could
 * let a change begin never may (I9). So that memory is bounded, each kind has an end.
 */
public enum Meanwhile {
  /** It waits, or is refused. */
  WAITS(0),
  /** It only reads and answers. */
  READS(500),
  /** It ends, verifies or undoes what is on record as begun, and begins nothing but the undo. */
  UNDOES(5_000),
  /** A person stops something. */
  STOPS(6_000);

  private final int keptMax;

  Meanwhile(int keptMax) {
    this.keptMax = keptMax;
  }

  /** Returns whether one more may hold while so many wait to be recorded. */
  boolean holds(int kept) {
    return kept < keptMax;
  }
}
