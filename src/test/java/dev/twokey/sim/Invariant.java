package dev.twokey.sim;

/**
 * What is checked after each step of a history, by the record and the targets alone. Two of the
 * thirteen are not of a history: that files fail closed at load (the rest of I8) is held by {@code
 * RunbookLintTest} and {@code FilesAndSchemasTest}; that a probe gets the read login only (I12) by
 * {@code SplitCredentialsTest} and {@code ProbeConformance}. The environment that a text without
 * one means (I11) is held by {@code CommandParserTest}.
 */
enum Invariant {
  /** What changes a target is a step that a journaled operation began, for its stored plan. */
  I1,
  /** What runs has one authority, of people who had role and passkey then; so has a wider root. */
  I2,
  /** A step begins once, and each beginning has one effect at most. */
  I3,
  /** What was acknowledged is stored; the same delivery has one effect and one answer. */
  I4,
  /** A fault is undone before its drill closes, and a timer stood on the target before it. */
  I5,
  /** Nothing waits for ever, and nobody is left without an answer. */
  I6,
  /** No known secret of what targets answer is in the record. */
  I7,
  /** Nothing runs for somebody who is not on the roster, or by rules that no policy has. */
  I8,
  /** What was stored stays as it was; what could not be stored changes nothing but an undo. */
  I9,
  /** Chat shows what is stored, in its order, and lists what was read or done. */
  I10,
  /** What runs is what was asked for, in the environment that was named. */
  I11,
  /** Reading changes nothing. */
  I12,
  /** Who runs holds the locks of all targets, who does not holds none. */
  I13,
  /** No decision breaks. */
  BUG
}
