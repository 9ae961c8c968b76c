package dev.twokey.inventory;

/** How much a credential may do. A probe gets {@link #READ} only. */
public enum Access {
  READ,
  CHANGE,
  DESTROY
}
