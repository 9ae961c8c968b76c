package dev.twokey.gameday;

import dev.twokey.operation.Ending;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.operation.StepLog;
import dev.twokey.plan.DrillFacts;
import dev.twokey.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Grades a drill from what is in its stream: the truth is known, so the runbook can be measured. */
public final class Grading {
  private final Operation operation;
  private final DrillFacts facts;

  private Grading(Operation operation, DrillFacts facts) {
    this.operation = operation;
    this.facts = facts;
  }

  /** Returns the report of a drill, as far as it has got. */
  public static Report of(Operation operation) {
    DrillFacts facts =
        operation.request().draft().drill().orElseThrow(() -> new IllegalArgumentException(operation.id() + " is no drill"));
    return new Grading(operation, facts).report();
  }

  private Report report() {
    Optional<Instant> steady = ended(DrillDraft.STEADY);
    Optional<Instant> inject = acted(DrillDraft.INJECT);
    Optional<Instant> detect = inject.flatMap(i -> operation.causes().values().stream().filter(t -> !t.isBefore(i)).min(Instant::compareTo));
    Optional<Instant> diagnose = Optional.ofNullable(operation.causes().get(facts.cause())).filter(t -> inject.isPresent());
    Optional<Instant> undo = acted(DrillDraft.UNDO);
    Optional<Instant> recovered = ended(DrillDraft.UNDO);
    List<String> first =
        detect
            .map(d -> operation.causes().entrySet().stream().filter(e -> e.getValue().equals(d)).map(Map.Entry::getKey).toList())
            .orElse(List.of());
    Optional<Duration> detectedAfter = between(inject, detect);
    Optional<Duration> recoveredAfter = between(undo, recovered);
    boolean right = first.contains(facts.cause());
    List<String> findings = findings(inject, detectedAfter, first, right, recoveredAfter);
    return new Report(
        grade(inject, findings),
        List.of(
            new Report.Mark("steady before", steady),
            new Report.Mark("inject", inject),
            new Report.Mark("detect", detect),
            new Report.Mark("diagnose", diagnose),
            new Report.Mark("undo", undo),
            new Report.Mark("steady", recovered)),
        detectedAfter,
        first,
        right,
        recoveredAfter,
        findings);
  }

  private Report.Grade grade(Optional<Instant> inject, List<String> findings) {
    boolean stopped = operation.phase() instanceof Phase.Ended(var ending, _, _) && ending != Ending.SUCCEEDED;
    if (stopped || inject.isEmpty()) {
      return Report.Grade.ABORTED;
    }
    return findings.isEmpty() ? Report.Grade.PASSED : Report.Grade.DEVIATED;
  }

  private List<String> findings(
      Optional<Instant> inject,
      Optional<Duration> detected,
      List<String> first,
      boolean right,
      Optional<Duration> recovered) {
    List<String> findings = new ArrayList<>();
    if (inject.isEmpty()) {
      return findings;
    }
    if (detected.isEmpty()) {
      findings.add("The fault was not detected in " + facts.detectedWithin().toSeconds() + " s.");
    } else if (detected.get().compareTo(facts.detectedWithin()) > 0) {
      findings.add("Detection took " + detected.get().toSeconds() + " s, expected at most " + facts.detectedWithin().toSeconds() + " s.");
    }
    if (detected.isPresent() && !right) {
      findings.add("The first cause named was " + String.join(", ", first) + "; the truth is " + facts.cause() + ".");
    }
    if (operation.isEnded() && recovered.isEmpty()) {
      findings.add("The steady state did not come back after the undo.");
    } else if (recovered.isPresent() && recovered.get().compareTo(facts.recoveredWithin()) > 0) {
      findings.add("Recovery took " + recovered.get().toSeconds() + " s, expected at most " + facts.recoveredWithin().toSeconds() + " s.");
    }
    operation.log().stream()
        .filter(l -> l.cursor().lastly() && l.tries() > 1)
        .forEach(l -> findings.add("'" + operation.step(l.cursor()).title() + "' was needed " + l.tries() + " times."));
    return findings;
  }

  private Optional<Instant> acted(String step) {
    return log(step).flatMap(StepLog::acted);
  }

  private Optional<Instant> ended(String step) {
    return log(step).filter(l -> l.state() == StepLog.State.DONE).flatMap(StepLog::ended);
  }

  private Optional<StepLog> log(String step) {
    if (operation.planned().isEmpty()) {
      return Optional.empty();
    }
    return operation.log().stream()
        .filter(l -> { Step s = operation.step(l.cursor()); return s.id().equals(step); })
        .findFirst();
  }

  private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
    return from.flatMap(f -> to.map(t -> Duration.between(f, t)));
  }
}
