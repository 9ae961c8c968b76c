package dev.twokey.fuzz;

import java.util.List;

/**
 * One reader of text from outside, and what must hold whatever comes in: it never throws but what
 * it declares, it keeps its limits, and what it accepted it reads the same again.
 */
public interface FuzzTarget {
  /** How much input is made up at most, in bytes. */
  int INPUT_MAX = 20_000;

  /** Returns good inputs to begin with. */
  List<String> seeds();

  /** Reads an input; throws whatever shows that something is wrong with the reader. */
  void take(String input);
}
