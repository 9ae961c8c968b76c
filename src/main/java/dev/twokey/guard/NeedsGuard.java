package dev.twokey.guard;

import dev.twokey.condition.Truth;
import dev.twokey.plan.Clause;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.List;

/** What a runbook's action says it needs must hold, on fresh readings. */
final class NeedsGuard implements Guard {
  @Override
  public String name() {
    return "needs";
  }

  @Override
  public List<EvidenceLine> evidence(GuardFacts facts) {
    return facts.needs().stream().flatMap(n -> n.evidence().stream()).distinct().toList();
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    Verdict verdict = new Verdict.NotAsked();
    for (GuardFacts.Need need : facts.needs()) {
      Clause clause = need.clause();
      switch (need.truth()) {
        case Truth.Known known when known.holds() -> {
          if (verdict instanceof Verdict.NotAsked) {
            verdict = new Verdict.Allow("true now: " + clause.text());
          }
        }
        case Truth.Known _ -> {
          return new Verdict.Deny(
              new Problem(
                  ErrorCode.NEEDS_NOT_MET,
                  clause.block() + " needs that " + clause.text() + "; that does not hold now.",
                  "Look at /diagnose first: this is not the remedy for what is wrong."));
        }
        case Truth.Unknown(var why) -> {
          verdict = UnknownEvidence.verdict(facts, clause.text(), why);
          if (verdict instanceof Verdict.Deny) {
            return verdict;
          }
        }
      }
    }
    return verdict;
  }
}
