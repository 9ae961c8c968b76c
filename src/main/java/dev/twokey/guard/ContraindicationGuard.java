package dev.twokey.guard;

import dev.twokey.condition.Truth;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.List;

/** Nothing is done that a runbook forbids for now, whichever command it comes from. */
final class ContraindicationGuard implements Guard {
  @Override
  public String name() {
    return "contraindication";
  }

  @Override
  public List<EvidenceLine> evidence(GuardFacts facts) {
    return facts.forbids().stream().flatMap(f -> f.evidence().stream()).distinct().toList();
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    Verdict verdict = new Verdict.Allow("nothing forbids it");
    for (GuardFacts.Contra forbid : facts.forbids()) {
      switch (forbid.truth()) {
        case Truth.Known known when known.holds() -> {
          return new Verdict.Deny(
              new Problem(
                  ErrorCode.FORBIDDEN,
                  "Forbidden now (" + forbid.file() + ", " + forbid.block() + "): " + forbid.says(),
                  "/diagnose tells what is wrong and what helps."));
        }
        case Truth.Known _ -> {}
        case Truth.Unknown(var why) -> {
          verdict = UnknownEvidence.verdict(facts, forbid.block() + " forbids it", why);
          if (verdict instanceof Verdict.Deny) {
            return verdict;
          }
        }
      }
    }
    return verdict;
  }
}
