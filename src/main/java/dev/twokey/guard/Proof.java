package dev.twokey.guard;

import java.util.Locale;

/** How at least one of the keys must be given. */
public enum Proof {
  /** The account of the chat, as the platform vouches for it. */
  CHAT,
  /** A passkey in the console. */
  PASSKEY;

  /** Returns the word for files and people. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
