package dev.twokey.command;

import static java.util.Objects.requireNonNull;

/**
 * Something that can be typed next.
 *
 * @param from where in the text it goes; what stands there until the end is replaced
 * @param insert what is put there, with a space behind it where more may follow
 * @param label for people
 * @param hint what it is; may be empty
 */
public record Suggestion(int from, String insert, String label, String hint) {
  public Suggestion {
    requireNonNull(insert, "insert");
    requireNonNull(label, "label");
    requireNonNull(hint, "hint");
  }
}
