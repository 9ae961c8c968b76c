package dev.twokey.guard;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;

/** The person must have the role that the policy names. */
final class RoleGuard implements Guard {
  @Override
  public String name() {
    return "role";
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    String role = facts.rules().role();
    if (facts.roster().hasRole(facts.requester(), role, facts.now())) {
      return new Verdict.Allow(facts.requester() + " is " + role);
    }
    return new Verdict.Deny(
        new Problem(
            ErrorCode.ROLE_MISSING,
            facts.requester() + " doesn't have the role '" + role + "', which "
                + facts.plan().draft().environment() + " asks for.",
            "Ask somebody who has it, or ask for the role in people.yaml."));
  }
}
