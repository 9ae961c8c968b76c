package dev.twokey.chatops;

import dev.twokey.action.Preview;
import dev.twokey.plan.Expectation;
import dev.twokey.plan.Plan;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.problem.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a plan does, for cards: short enough for the first screen of a phone. */
final class PlanParts {
  private static final int DIFFERENCES_MAX = 4;
  private static final int BY_HAND_LINES_MAX = 2;
  private static final int BY_HAND_WIDTH_MAX = 100;

  private final Plan plan;

  PlanParts(Plan plan) {
    this.plan = plan;
  }

  /** Returns what will be done, one line a step, and what changes by it. */
  List<String> willDo() {
    List<String> lines = new ArrayList<>();
    List<Step> steps = plan.draft().steps();
    for (int i = 0; i < steps.size(); i++) {
      String number = steps.size() == 1 ? "" : i + 1 + ". ";
      switch (steps.get(i)) {
        case Step.Act act -> {
          Preview.Ready seen = plan.seen(act);
          lines.add(number + seen.how());
          differences(seen, lines);
        }
        case Step.Look look -> lines.add(number + waits(look));
      }
    }
    return lines;
  }

  private static void differences(Preview.Ready seen, List<String> lines) {
    List<String> all = seen.difference();
    all.stream().limit(DIFFERENCES_MAX).forEach(lines::add);
    if (all.size() > DIFFERENCES_MAX) {
      lines.add("and " + (all.size() - DIFFERENCES_MAX) + " more, see the full plan");
    }
  }

  private static String waits(Step.Look look) {
    return "wait until " + look.until().text() + ", at most " + DurationText.of(look.atMost());
  }

  /** Returns how it is shown that it worked. */
  List<String> afterwards() {
    return plan.draft().steps().stream()
        .filter(Step.Act.class::isInstance)
        .map(step -> verified(((Step.Act) step).verify()))
        .distinct()
        .toList();
  }

  static String verified(Verification verification) {
    String within = ", within " + DurationText.of(verification.within());
    return switch (verification) {
      case Verification.None _ -> "not verified: the answer of the system has to do";
      case Verification.Holds(var clause, _) -> "verified by: " + clause.text() + within;
      case Verification.Meets(var expectations, _) ->
          "verified by: "
              + expectations.stream().map(Expectation::says).collect(Collectors.joining(", "))
              + within;
    };
  }

  /** Returns what takes it back. */
  List<String> undo() {
    return plan.draft().steps().stream()
        .filter(Step.Act.class::isInstance)
        .map(step -> plan.seen((Step.Act) step).undo())
        .map(undo -> undo.isBlank() ? "can't be undone" : undo)
        .distinct()
        .toList();
  }

  /** Returns what a person types instead, in the order of the steps. */
  List<String> byHand() {
    return byHand(plan.draft().steps());
  }

  /** Returns what a person types to undo. */
  List<String> undoByHand() {
    return byHand(plan.draft().lastly());
  }

  private List<String> byHand(List<Step> steps) {
    return steps.stream()
        .filter(Step.Act.class::isInstance)
        .flatMap(step -> plan.seen((Step.Act) step).byHand().lines())
        .filter(line -> !line.isBlank())
        .distinct()
        .toList();
  }

  /** Returns whether lines to be typed fit on a card; else they belong below it. */
  static boolean fits(List<String> lines) {
    return lines.size() <= BY_HAND_LINES_MAX
        && lines.stream().allMatch(line -> line.length() <= BY_HAND_WIDTH_MAX);
  }

  /** Returns the names of what is changed. */
  String targets() {
    return Words.and(plan.targets().stream().map(t -> t.name()).toList());
  }
}
