package dev.twokey.chatops;

import dev.twokey.chat.Button;
import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.gameday.DrillDraft;
import dev.twokey.gameday.Grading;
import dev.twokey.gameday.Report;
import dev.twokey.operation.Ending;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.operation.StepLog;
import dev.twokey.plan.DrillFacts;
import dev.twokey.problem.DurationText;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report of a drill: what the runbook was worth, with the marks and their times. */
final class DrillReport {
  private final Operation operation;
  private final DrillFacts drill;
  private final Facts facts;
  private final Instant now;
  private final Report report;
  private final DrillSteps steps;
  private final AuthorityParts who;

  DrillReport(Operation operation, Facts facts, Instant now) {
    this.operation = operation;
    this.drill = DrillParts.facts(operation.plan());
    this.facts = facts;
    this.now = now;
    this.report = Grading.of(operation);
    this.steps = new DrillSteps(operation, report, now);
    this.who = new AuthorityParts(operation, facts, now);
  }

  Card card() {
    CardDraft card = DrillCards.draft(operation, facts, tone(), verdict()).aside(ended(), took());
    why(card);
    steps
        .injected()
        .ifPresent(at ->
            card.field("Injected", Words.time(at, now))
                .field("Detected", detected())
                .field("First cause", firstCause())
                .field("Recovered", recovered()));
    card.field("Findings", Tone.ATTENTION, report.findings())
        .field("Who", Tone.NEUTRAL, who.lines());
    DrillChart.of(operation, report).ifPresent(card::detail);
    return card.detail(table()).button(again()).foot(OperationCards.foot(operation, facts)).done();
  }

  // ---- the first line

  private boolean isLeft() {
    return operation.phase() instanceof Phase.Ended(var ending, _, _)
        && ending == Ending.TAKEN_OVER;
  }

  private Tone tone() {
    return switch (report.grade()) {
      case PASSED -> Tone.GOOD;
      case DEVIATED, RUNNING -> Tone.ATTENTION;
      case ABORTED -> isLeft() ? Tone.BAD : Tone.ATTENTION;
    };
  }

  private String verdict() {
    return switch (report.grade()) {
      case PASSED -> "PASSED, all as expected";
      case DEVIATED -> "DEVIATED: " + Words.count(report.findings().size(), "finding");
      case ABORTED -> aborted();
      case RUNNING -> "RUNNING";
    };
  }

  private String aborted() {
    if (isLeft()) {
      return "TAKEN OVER: the fault may still be there";
    }
    return steps.injected().isPresent()
        ? "STOPPED"
        : isInjectUnknown() ? "STOPPED, perhaps after the inject" : "NOT INJECTED";
  }

  /** Returns whether nobody knows if the fault was ever there; it was undone all the same. */
  private boolean isInjectUnknown() {
    return steps.log(DrillDraft.INJECT).filter(l -> l.state() == StepLog.State.UNKNOWN).isPresent();
  }

  private String ended() {
    return operation.phase() instanceof Phase.Ended(_, _, var at) ? Words.time(at, now) : "";
  }

  private String took() {
    Optional<Instant> began = operation.log().stream().map(StepLog::began).min(Instant::compareTo);
    return operation.phase() instanceof Phase.Ended(_, _, var at)
        ? began.map(b -> "took " + Words.span(b, at)).orElse("")
        : "";
  }

  // ---- what was measured

  private void why(CardDraft card) {
    Optional<Problem> why =
        operation.phase() instanceof Phase.Ended(_, var problem, _) ? problem : Optional.empty();
    boolean unsteady =
        steps.log(DrillDraft.STEADY).filter(l -> l.state() == StepLog.State.FAILED).isPresent();
    why.ifPresent(w -> card.says(Words.sentence(w.what())));
    if (isInjectUnknown() && !isLeft()) {
      card.says("Whether the fault was there is unknown; the undo was made and verified.");
    }
    card.field(
        "You can",
        unsteady
            ? "Bring it to its steady state first, then run it again."
            : why.map(Problem::advice).orElse(""));
    if (isLeft()) {
      card.field("By hand", Tone.BAD, new PlanParts(operation.plan()).undoByHand());
    }
  }

  private String detected() {
    return report
        .detectedAfter()
        .map(d -> DurationText.of(d) + " after the inject" + atMost(drill.detectedWithin()))
        .orElse("not seen" + atMost(drill.detectedWithin()));
  }

  private String firstCause() {
    if (report.firstCauses().isEmpty()) {
      return "";
    }
    return steps.firstCauses()
        + (report.rightCauseFirst()
            ? " (right)"
            : " (wrong: it was " + Words.words(drill.cause()) + ")");
  }

  private String recovered() {
    return report
        .recoveredAfter()
        .map(d ->
            "steady "
                + DurationText.of(d)
                + " after the undo"
                + steps.acted(DrillDraft.UNDO).map(at -> " of " + Words.time(at, now)).orElse("")
                + atMost(drill.recoveredWithin()))
        .orElse("not seen" + atMost(drill.recoveredWithin()));
  }

  private static String atMost(Duration limit) {
    return " (at most " + DurationText.of(limit) + ")";
  }

  // ---- below

  private Card.Detail table() {
    List<List<String>> rows =
        steps.progress().steps().stream()
            .map(s -> List.of(s.text(), s.state().name().toLowerCase(Locale.ROOT), s.note()))
            .toList();
    return new Card.Detail.Table("Steps", List.of("step", "state", "when"), rows);
  }

  private Optional<Button> again() {
    return Buttons.typing(operation.request().text().strip(), "Run it again", Style.PLAIN);
  }
}
