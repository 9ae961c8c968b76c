package dev.twokey.gameday;

import dev.twokey.operation.Ending;
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
import java.util.Map;
import java.util.Optional;

/**
 * Grades a drill from what is in its stream: the truth is known, so the runbook can be measured.
 */
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
        operation
            .request()
            .draft()
            .drill()
            .orElseThrow(() -> new IllegalArgumentException(operation.id() + " is no drill"));
    return new Grading(operation, facts).report();
  }

  private Report report() {
    Optional<Instant> steady = ended(DrillDraft.STEADY);
    Optional<Instant> inject = acted(DrillDraft.INJECT);
    Optional<Instant> detect =
        inject.flatMap(i ->
            operation.causes().values().stream()
                .filter(t -> !t.isBefore(i))
                .min(Instant::compareTo));
    Optional<Instant> diagnose =
        inject.flatMap(i ->
            Optional.ofNullable(operation.causes().get(facts.cause())).filter(t -> !t.isBefore(i)));
    Optional<Instant> undo = undone();
    Optional<Instant> recovered = ended(DrillDraft.UNDO);
    List<String> first =
        detect
            .map(d ->
                operation.causes().entrySet().stream()
                    .filter(e -> e.getValue().equals(d))
                    .map(Map.Entry::getKey)
                    .toList())
            .orElse(List.of());
    Optional<Duration> detectedAfter = between(inject, detect);
    Optional<Duration> recoveredAfter = between(undo, recovered);
    boolean right = first.contains(facts.cause());
    List<String> findings = findings(inject, detectedAfter, first, diagnose, right, recoveredAfter);
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
    if (!(operation.phase() instanceof Phase.Ended(var ending, _, _))) {
      return Report.Grade.RUNNING;
    } else if (ending != Ending.SUCCEEDED || inject.isEmpty()) {
      return Report.Grade.ABORTED;
    }
    return findings.isEmpty() ? Report.Grade.PASSED : Report.Grade.DEVIATED;
  }

  private List<String> findings(
      Optional<Instant> inject,
      Optional<Duration> detected,
      List<String> first,
      Optional<Instant> diagnose,
      boolean right,
      Optional<Duration> recovered) {
    List<String> findings = new ArrayList<>();
    if (inject.isEmpty()) {
      return findings;
    }
    if (detected.isEmpty()) {
      undetected().ifPresent(findings::add);
    } else if (detected.get().compareTo(facts.detectedWithin()) > 0) {
      findings.add("Detection took " + took(detected.get(), facts.detectedWithin()));
    }
    if (detected.isPresent() && !right) {
      String truth =
          diagnose
              .map(t ->
                  " was named "
                      + DurationText.of(Duration.between(inject.get(), t))
                      + " after the inject")
              .orElse(" was never named");
      findings.add(
          "The first cause named was "
              + names(first)
              + "; the truth, "
              + name(facts.cause())
              + ","
              + truth
              + ".");
    }
    if (operation.isEnded() && recovered.isEmpty()) {
      findings.add("The steady state was not seen after the undo.");
    } else if (recovered.isPresent() && recovered.get().compareTo(facts.recoveredWithin()) > 0) {
      findings.add("Recovery took " + took(recovered.get(), facts.recoveredWithin()));
    }
    operation.log().stream()
        .filter(l -> l.cursor().lastly() && l.tries() > 1)
        .forEach(l ->
            findings.add(
                "'"
                    + operation.step(l.cursor()).title()
                    + "' was needed "
                    + l.tries()
                    + " times."));
    return findings;
  }

  /** A drill that was stopped before the time was up proves nothing about its detection. */
  private Optional<String> undetected() {
    Optional<StepLog> detect = log(DrillDraft.DETECT);
    boolean waited =
        detect
            .flatMap(d -> d.ended().map(end -> Duration.between(d.began(), end)))
            .filter(d -> d.compareTo(facts.detectedWithin()) >= 0)
            .isPresent();
    return waited
        ? Optional.of(
            "The fault was not detected within " + DurationText.of(facts.detectedWithin()) + ".")
        : Optional.empty();
  }

  private static String took(Duration measured, Duration limit) {
    return DurationText.of(measured) + ", expected at most " + DurationText.of(limit) + ".";
  }

  private static String names(List<String> causes) {
    return String.join(", ", causes.stream().map(Grading::name).toList());
  }

  /** Returns a cause as its file names it. */
  private static String name(String cause) {
    return cause.substring(cause.indexOf('.') + 1);
  }

  /**
   * Returns when a change was made. One that was refused or failed was not: it is still acting; of
   * one of unknown outcome nobody can say.
   */
  private Optional<Instant> acted(String step) {
    return log(step)
        .filter(l -> l.state() != StepLog.State.ACTING && l.state() != StepLog.State.UNKNOWN)
        .flatMap(StepLog::acted);
  }

  /**
   * Returns when the undo was made; where it was needed more than once, when it was begun first.
   */
  private Optional<Instant> undone() {
    return log(DrillDraft.UNDO)
        .filter(l -> l.tries() > 1)
        .map(StepLog::began)
        .or(() -> acted(DrillDraft.UNDO));
  }

  private Optional<Instant> ended(String step) {
    return log(step).filter(l -> l.state() == StepLog.State.DONE).flatMap(StepLog::ended);
  }

  private Optional<StepLog> log(String step) {
    if (operation.planned().isEmpty()) {
      return Optional.empty();
    }
    return operation.log().stream()
        .filter(l -> {
          Step s = operation.step(l.cursor());
          return s.id().equals(step);
        })
        .findFirst();
  }

  private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
    return from.flatMap(f -> to.map(t -> Duration.between(f, t)));
  }
}
