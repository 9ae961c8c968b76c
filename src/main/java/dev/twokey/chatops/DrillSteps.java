package dev.twokey.chatops;

import dev.twokey.chat.Card;
import dev.twokey.gameday.DrillDraft;
import dev.twokey.gameday.Report;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.operation.StepLog;
import dev.twokey.plan.DrillFacts;
import dev.twokey.plan.Step;
import dev.twokey.problem.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a drill with their marks: those of the undo are shown from the start on. */
final class DrillSteps {
  private final Operation operation;
  private final DrillFacts drill;
  private final Report report;
  private final Instant now;
  private final StepParts parts;

  DrillSteps(Operation operation, Report report, Instant now) {
    this.operation = operation;
    this.drill = DrillParts.facts(operation.plan());
    this.report = report;
    this.now = now;
    this.parts = new StepParts(operation, now);
  }

  Card.Progress progress() {
    List<Card.Step> steps = new ArrayList<>();
    for (boolean lastly : new boolean[] {false, true}) {
      List<Step> planned = operation.steps(lastly);
      for (int i = 0; i < planned.size(); i++) {
        Phase.Cursor cursor = new Phase.Cursor(lastly, i);
        steps.add(
            new Card.Step(text(planned.get(i)), parts.state(cursor), note(planned.get(i), cursor)));
      }
    }
    return new Card.Progress(steps, parts.progress().line());
  }

  private String text(Step step) {
    return switch (step.id()) {
      case DrillDraft.STEADY -> "steady state before";
      case DrillDraft.ARM -> "timer armed on the target: it undoes the fault by itself";
      case DrillDraft.INJECT -> "inject: " + DrillParts.how(operation.plan(), DrillDraft.INJECT);
      case DrillDraft.DETECT -> "detect: “" + Words.words(drill.cause()) + "” must be named";
      case DrillDraft.WAIT -> "wait for the recovery";
      case DrillDraft.UNDO ->
          "undo: " + DrillParts.how(operation.plan(), DrillDraft.UNDO) + ", then steady again";
      case DrillDraft.DISARM -> "timer taken away";
      default -> step.title();
    };
  }

  private String note(Step step, Phase.Cursor cursor) {
    Optional<StepLog> log = operation.log(cursor);
    if (log.isEmpty() || parts.state(cursor) != Card.StepState.DONE) {
      return parts.note(cursor);
    }
    return switch (step.id()) {
      case DrillDraft.DETECT -> Words.dots(after(report.detectedAfter()), named());
      case DrillDraft.UNDO ->
          Words.dots(
              acted(DrillDraft.UNDO).map(at -> Words.time(at, now)).orElse(""),
              report.recoveredAfter().map(d -> "steady +" + DurationText.of(d)).orElse(""));
      default -> log.get().acted().or(log.get()::ended).map(at -> Words.time(at, now)).orElse("");
    };
  }

  private static String after(Optional<Duration> after) {
    return after.map(d -> "+" + DurationText.of(d)).orElse("");
  }

  private String named() {
    return report.firstCauses().isEmpty() ? "" : "named: " + firstCauses();
  }

  /** Returns the causes that were named first, in words. */
  String firstCauses() {
    return String.join(", ", report.firstCauses().stream().map(Words::words).toList());
  }

  /** Returns when the fault was injected. */
  Optional<Instant> injected() {
    return report.marks().stream()
        .filter(m -> m.name().equals("inject"))
        .findFirst()
        .flatMap(Report.Mark::at);
  }

  /** Returns when the change of a step was made. */
  Optional<Instant> acted(String step) {
    return log(step)
        .filter(l -> l.state() != StepLog.State.ACTING && l.state() != StepLog.State.UNKNOWN)
        .flatMap(StepLog::acted);
  }

  /** Returns what became of a step; empty if it did not begin. */
  Optional<StepLog> log(String step) {
    return operation.log().stream()
        .filter(l -> operation.step(l.cursor()).id().equals(step))
        .findFirst();
  }
}
