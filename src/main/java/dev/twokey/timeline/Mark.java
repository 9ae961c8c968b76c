package dev.twokey.timeline;

/** What sets an entry apart. */
public enum Mark {
  /** An attempt that came to nothing: refused, denied, expired, late. */
  REFUSED,
  /** It belongs to a drill. */
  DRILL,
  /** It happened in a demo, where one human may hold both keys. */
  DEMO,
  /** People must look at it afterwards. */
  REVIEW
}
