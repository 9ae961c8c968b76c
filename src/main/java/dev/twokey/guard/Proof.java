package dev.twokey.guard;

import java.util.Locale;

/** How a person shows who they are when they sign. */
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
