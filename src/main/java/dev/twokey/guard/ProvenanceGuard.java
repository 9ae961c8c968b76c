package dev.twokey.guard;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.Revision;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Production runs only what somebody committed, where the runbooks stand in a Git checkout. Shows
 * commit, author and age either way.
 */
final class ProvenanceGuard implements Guard {
  @Override
  public String name() {
    return "provenance";
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    if (facts.sources().isEmpty()) {
      return new Verdict.Allow("");
    }
    List<Revision> dirty = facts.sources().stream().filter(Revision::dirty).toList();
    if (facts.production() && !dirty.isEmpty()) {
      return new Verdict.Deny(
          new Problem(
              ErrorCode.RUNBOOK_UNCOMMITTED,
              "Production runs no runbook that is not committed: " + text(dirty, facts) + ".",
              "Have the change reviewed and commit it, or take it back; then load the files anew"
                  + " and ask again."));
    }
    return new Verdict.Allow(text(facts.sources(), facts));
  }

  private static String text(List<Revision> files, GuardFacts facts) {
    return files.stream().map(f -> f.text(facts.now())).collect(Collectors.joining(" · "));
  }
}
