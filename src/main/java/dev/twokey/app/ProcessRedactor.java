package dev.twokey.app;

import dev.twokey.problem.Redactor;

/**
 * The one redactor of this process: what any of its parts learns is kept out of all of its logs.
 */
final class ProcessRedactor {
  private static final Redactor ONE = new Redactor();

  private ProcessRedactor() {}

  static Redactor get() {
    return ONE;
  }
}
