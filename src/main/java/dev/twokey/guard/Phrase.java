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
    if (literal.filter(text -> !canBeTyped(text)).isPresent()) {
      throw new IllegalArgumentException(
          "a phrase is a line of 1 to " + LENGTH_MAX + " characters");
    }
  }

  /** Returns whether a text can be a phrase: one line, nothing at its ends that nobody sees. */
  static boolean canBeTyped(String text) {
    return !text.isBlank()
        && text.length() <= LENGTH_MAX
        && text.strip().equals(text)
        && text.chars().noneMatch(Character::isISOControl);
  }
}
