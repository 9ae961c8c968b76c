package dev.twokey.chatops;

import dev.twokey.operation.Operation;
import dev.twokey.plan.Plan;
import dev.twokey.plan.Step;
import dev.twokey.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows a plan in full, as it is stored. */
final class PlanAnswer {
  private final Board board;

  PlanAnswer(Board board) {
    this.board = board;
  }

  Routed route(String id) {
    Optional<Operation> operation = board.operation(id);
    if (operation.isEmpty() || operation.get().planned().isEmpty()) {
      return Routed.refused(
          ErrorCode.NOT_FOUND, "There is no plan to show yet.", "Wait a moment, then press again.");
    }
    Plan plan = operation.get().plan();
    List<String> lines = new ArrayList<>();
    lines.add("hash " + operation.get().hash().hex());
    lines.add(
        "risk " + plan.draft().risk().word() + ", asked by " + operation.get().request().by());
    for (Step step : plan.draft().steps()) {
      lines.add("step: " + line(plan, step));
    }
    for (Step step : plan.draft().lastly()) {
      lines.add("always afterwards: " + line(plan, step));
    }
    GuardParts guards = new GuardParts(operation.get().judgements());
    guards.checked().forEach(says -> lines.add("checked: " + says));
    lines.add(guards.notAsked());
    plan.draft().notes().forEach(note -> lines.add("note: " + note));
    plan.draft()
        .blocks()
        .forEach((block, hash) -> lines.add("made from " + block + " " + hash.substring(0, 8)));
    operation
        .get()
        .asked()
        .ifPresent(asked ->
            plan.draft()
                .sources()
                .forEach(file -> lines.add("when it was asked for: " + file.text(asked.at()))));
    lines.add("policy: " + plan.rules());
    lines.removeIf(String::isBlank);
    return new Routed.Answer(
        Optional.of(plan.draft().environment()),
        "Plan " + operation.get().hash().code(),
        lines,
        List.of(),
        Optional.empty());
  }

  private static String line(Plan plan, Step step) {
    return switch (step) {
      case Step.Act act -> act.title() + " · " + plan.seen(act).how();
      case Step.Look look ->
          look.title()
              + " · until "
              + look.until().text()
              + ", at most "
              + look.atMost().toSeconds()
              + " s";
    };
  }
}
