package dev.twokey.web;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.Serial;

/**
 * A request that was turned away. Thrown inside a request, where it ends the handlers; the gate
 * makes the answer, so that each has a reason and advice (I6).
 */
final class Turned extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final transient Problem problem;

  Turned(int status, ErrorCode code, String what, String advice) {
    super(what, null, false, false);
    this.status = status;
    this.problem = new Problem(code, what, advice);
  }

  int status() {
    return status;
  }

  Problem problem() {
    return problem;
  }
}
