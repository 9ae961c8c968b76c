package dev.twokey.action;

import java.util.Locale;

/** How bad an action can be. Ordered: runbooks and commands may only raise it. */
public enum Risk {
  READ,
  CHANGE,
  DESTROY;

  /** Returns the higher of two. */
  public Risk orHigher(Risk other) {
    return other.compareTo(this) > 0 ? other : this;
  }

  /** Returns the word for files and people. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
