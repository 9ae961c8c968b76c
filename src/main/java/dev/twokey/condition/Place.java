package dev.twokey.condition;

import dev.twokey.problem.Location;

/** Tells where in a file a character of a condition stands, so that errors point at it. */
@FunctionalInterface
public interface Place {
  /**
   * Returns where a character of the text stands.
   *
   * @param offset in characters, from 0
   */
  Location at(int offset);

  /** Returns the place of a text that begins there and keeps its line breaks. */
  static Place of(Location start, String text) {
    return offset -> {
      String before = text.substring(0, Math.clamp(offset, 0, text.length()));
      int lines = (int) before.chars().filter(c -> c == '\n').count();
      return start.plus(lines, before.length() - before.lastIndexOf('\n') - 1);
    };
  }

  /** Returns the place of what stands {@code by} characters further on. */
  default Place from(int by) {
    return offset -> at(offset + by);
  }
}
