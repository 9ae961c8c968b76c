package dev.twokey.web;

import java.util.OptionalInt;

/** The port that says when a card has come to rest; the command line waits for it. */
public interface CardResults {
  /**
   * Returns with which code a waiting command line exits; empty while the subject of the marker is
   * still under way. 0 healthy or done, 1 findings, 2 refused, 3 could not tell.
   */
  OptionalInt exitCode(String marker);
}
