package dev.twokey.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a text argument must look like, so that it can be told from the free text behind it. */
public enum TextShape {
  /** Anything; the last such argument takes the rest of the line. */
  ANY,
  /** One word. */
  WORD,
  /** The short code of a plan, such as {@code 7be2-41c0}. */
  PLAN_CODE,
  /** An entry of the inventory, whatever its kind: what locks are held on. */
  ENTRY,
  /** The name of a command. */
  COMMAND;

  /** Returns the word for files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns all words, for files and findings. */
  static List<String> words() {
    return Arrays.stream(values()).map(TextShape::word).toList();
  }

  static Optional<TextShape> of(String word) {
    return Arrays.stream(values()).filter(shape -> shape.word().equals(word)).findFirst();
  }
}
