package dev.twokey.guard;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;

/** Nothing is changed in a halted scope. */
final class HaltGuard implements Guard {
  @Override
  public String name() {
    return "halt";
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    return facts
        .halted()
        .<Verdict>map(
            scope ->
                new Verdict.Deny(
                    new Problem(
                        ErrorCode.HALTED,
                        scope + " is halted.",
                        "When it is safe again: /release " + scope + ".")))
        .orElseGet(() -> new Verdict.Allow("nothing is halted"));
  }
}
