package dev.twokey.problem;

import static java.util.Objects.requireNonNull;

/**
 * What went wrong, told in three parts, because a person at 3 a.m. needs all of them.
 *
 * @param code which error it is
 * @param what what happened, with the value that caused it
 * @param advice what to do now
 */
public record Problem(ErrorCode code, String what, String advice) {
  public Problem {
    requireNonNull(code, "code");
    requireNonNull(what, "what");
    requireNonNull(advice, "advice");
  }

  /** Returns the problem in one line. */
  public String line() {
    return advice.isEmpty() ? what : what + " " + advice;
  }
}
