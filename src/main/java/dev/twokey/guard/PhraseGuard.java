package dev.twokey.guard;

import dev.twokey.plan.Plan;

/** The person must say so again, by a press or by typing a phrase. */
final class PhraseGuard implements Guard {
  @Override
  public String name() {
    return "confirmation";
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    if (facts.rules().phrase().isPresent()) {
      String phrase = facts.rules().phrase().get().literal().orElseGet(() -> ownPhrase(facts.plan()));
      return new Verdict.NeedsConfirmation(phrase, "type " + phrase);
    }
    return facts.rules().confirm() ? new Verdict.NeedsConfirmation("", "press to run it") : new Verdict.NotAsked();
  }

  private static String ownPhrase(Plan plan) {
    return plan.draft().environment() + " " + plan.targets().getFirst().name();
  }
}
