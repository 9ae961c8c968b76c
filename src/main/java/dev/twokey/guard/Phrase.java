package dev.twokey.guard;

import java.util.Optional;

/**
 * What must be typed in a dialog or on a terminal, never as an argument.
 *
 * @param literal the text that the policy wrote; empty for {@code phrase: true}, where the guard
 *     makes it from environment and target
 */
public record Phrase(Optional<String> literal) {
  /** How long it may be, in characters. */
  public static final int LENGTH_MAX = 60;

  public Phrase {
    if (literal.filter(text -> text.isBlank() || text.length() > LENGTH_MAX).isPresent()) {
      throw new IllegalArgumentException("a phrase has 1 to " + LENGTH_MAX + " characters");
    }
  }
}
