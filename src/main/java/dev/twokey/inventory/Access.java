package dev.twokey.inventory;

import java.util.Locale;

/** How much a credential may do. A probe gets {@link #READ} only. */
public enum Access {
  READ,
  CHANGE,
  DESTROY;

  /** Returns the key in the file of an environment. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
