package dev.twokey.timeline;

import dev.twokey.action.Preview;
import dev.twokey.plan.Plan;
import dev.twokey.plan.PlanText;
import dev.twokey.plan.Step;
import dev.twokey.runbook.Revision;
import java.util.ArrayList;
import java.util.List;

/** Says in lines what a stored plan would do, as the people who signed it saw it. */
final class PlanLines {
  private PlanLines() {}

  static List<String> of(String text) {
    Plan plan = PlanText.read(text);
    List<String> lines = new ArrayList<>();
    lines.add("risk: " + plan.draft().risk().word());
    plan.draft().steps().forEach(step -> step(lines, "will do", plan, step));
    plan.draft().lastly().forEach(step -> step(lines, "undo afterwards", plan, step));
    plan.draft().notes().forEach(note -> lines.add("note: " + note));
    plan.draft().sources().forEach(file -> lines.add("from: " + from(file)));
    return lines;
  }

  private static String from(Revision file) {
    String commit =
        file.commit().isEmpty() ? "commit unknown" : file.commit() + " by " + file.author();
    String at = file.at().map(t -> ", " + t).orElse("");
    return file.file() + ": " + commit + at + (file.dirty() ? ", not committed as it was" : "");
  }

  private static void step(List<String> lines, String how, Plan plan, Step step) {
    switch (step) {
      case Step.Look look ->
          lines.add(how + ": " + look.title() + ", at most " + Words.span(look.atMost()));
      case Step.Act act -> {
        Preview.Ready seen = plan.seen(act);
        lines.add(
            how
                + ": "
                + act.title()
                + ": "
                + seen.how()
                + " (target "
                + Words.list(seen.targets(), "none")
                + ")");
        seen.difference().forEach(line -> lines.add("difference: " + line));
        lines.add(seen.undo().isBlank() ? "" : "undo: " + seen.undo());
        lines.add(seen.byHand().isBlank() ? "" : "by hand: " + seen.byHand());
      }
    }
  }
}
