package dev.twokey.chat;

import java.util.Locale;

/** Who reads along in a channel, as its platform says. */
public enum Audience {
  /** The team alone. */
  OURS,
  /** People of another team too: the channel is shared with them. */
  OTHERS,
  /** The platform does not say. */
  UNKNOWN;

  /** Returns the word for readings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
