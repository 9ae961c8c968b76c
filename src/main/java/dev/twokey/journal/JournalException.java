package dev.twokey.journal;

import dev.twokey.problem.Problem;

/**
 * The journal, or one event of it, can't be opened, read or written. Thrown where no answer in the
 * signature can say so.
 */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public JournalException(Problem problem) {
    super(problem.line());
    this.problem = problem;
  }

  public JournalException(Problem problem, Throwable cause) {
    super(problem.line(), cause);
    this.problem = problem;
  }

  /** Returns what to tell the person. */
  public Problem problem() {
    return problem;
  }
}
