package dev.twokey.chatops;

import dev.twokey.chat.Tone;
import dev.twokey.gameday.DrillDraft;
import dev.twokey.plan.DrillFacts;
import dev.twokey.plan.Plan;
import dev.twokey.plan.Step;
import dev.twokey.problem.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a drill does, for cards. */
final class DrillParts {
  private DrillParts() {}

  static DrillFacts facts(Plan plan) {
    return plan.draft().drill().orElseThrow();
  }

  /** Returns its short name, such as {@code drill E}. */
  static String name(DrillFacts facts) {
    return "drill " + (facts.alias().isEmpty() ? Words.words(facts.drill()) : facts.alias());
  }

  /** Adds what those who sign must know. */
  static void asking(CardDraft card, Plan plan) {
    DrillFacts facts = facts(plan);
    card.field("Will break", Tone.ATTENTION, List.of(how(plan, DrillDraft.INJECT)));
    card.field(
        "Ends",
        how(plan, DrillDraft.UNDO),
        "by Twokey, or after " + DurationText.of(timer(plan)) + " by a timer on the target itself");
    card.field("Expects", expects(facts));
  }

  private static String expects(DrillFacts facts) {
    return "“"
        + Words.words(facts.cause())
        + "” named first within "
        + DurationText.of(facts.detectedWithin())
        + Words.DOT
        + "steady again within "
        + DurationText.of(facts.recoveredWithin())
        + switch (facts.recoveredBy()) {
          case "undo" -> " of the undo";
          case "itself" -> " by itself";
          default -> " by " + Words.words(facts.recoveredBy());
        };
  }

  /** Returns what a step of a drill does, as its target was found. */
  static String how(Plan plan, String step) {
    return Stream.concat(plan.draft().steps().stream(), plan.draft().lastly().stream())
        .filter(s -> s.id().equals(step))
        .findFirst()
        .map(s -> s instanceof Step.Act act ? plan.seen(act).how() : s.title())
        .orElse("");
  }

  /** Returns how long the target's own timer waits; a little longer than Twokey does. */
  static Duration timer(Plan plan) {
    return plan.draft().steps().stream()
        .filter(s -> s.id().equals(DrillDraft.ARM) && s instanceof Step.Act)
        .map(s -> ((Step.Act) s).call().with().get("after"))
        .flatMap(after -> after instanceof Duration d ? Stream.of(d) : Stream.<Duration>empty())
        .findFirst()
        .orElseGet(() -> facts(plan).lasts());
  }
}
