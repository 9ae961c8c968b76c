package dev.twokey.guard;

import dev.twokey.action.Risk;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.Set;

/** What follows when a condition can't be told: never permission. */
final class UnknownEvidence {
  private UnknownEvidence() {}

  /**
   * Denies; but for a plain change in a declared incident the person may take it on themselves,
   * shown to the second key.
   */
  static Verdict verdict(GuardFacts facts, String subject, Set<String> why) {
    boolean change =
        GuardFacts.kind(facts.plan()) == RuleKind.CHANGE
            && facts.plan().draft().risk() == Risk.CHANGE;
    String unread = String.join(", ", why);
    if (change && facts.incident()) {
      return new Verdict.NeedsConfirmation("", "could not tell whether " + subject + ": " + unread);
    }
    return new Verdict.Deny(
        new Problem(
            ErrorCode.EVIDENCE_UNKNOWN,
            "Can't tell whether " + subject + ": " + unread + ".",
            change
                ? "Make it readable, or declare an incident (/incident open TITLE) to take it on"
                    + " yourself."
                : "Make it readable first."));
  }
}
