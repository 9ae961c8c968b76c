package dev.twokey.guard;

import dev.twokey.approval.Approvals;
import dev.twokey.approval.Rule;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;

/**
 * Others must sign. A drill that nobody else could sign is refused at once: there is no break-glass
 * for it, so it would only wait.
 */
final class ApprovalGuard implements Guard {
  @Override
  public String name() {
    return "approval";
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    return facts
        .rules()
        .approval()
        .map(rule -> judge(rule, facts))
        .orElseGet(Verdict.NotAsked::new);
  }

  private static Verdict judge(Rule rule, GuardFacts facts) {
    int could = Approvals.eligible(rule, facts.requester(), facts.roster(), facts.now()).size();
    if (GuardFacts.kind(facts.plan()) != RuleKind.DRILL || could >= rule.quorum()) {
      return new Verdict.NeedsApproval(rule);
    }
    return new Verdict.Deny(
        new Problem(
            ErrorCode.APPROVAL_NOBODY,
            "No second person: "
                + rule.quorum()
                + " of role '"
                + rule.of()
                + "' must sign, and beside "
                + facts.requester()
                + " the roster has "
                + could
                + ".",
            "Give somebody the role in people.yaml; a drill has no break-glass."));
  }
}
