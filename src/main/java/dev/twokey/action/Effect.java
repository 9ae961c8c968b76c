package dev.twokey.action;

import java.util.Locale;

/**
 * What an action does to its target, for {@code forbid}: whichever command or kind it comes from.
 */
public enum Effect {
  RESTART,
  START,
  STOP,
  DELETE,
  RECONFIGURE,
  DEPLOY,
  RETRY,
  FAULT;

  /** Returns the word for files and people. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
