package dev.twokey.operation;

import dev.twokey.condition.Truth;
import dev.twokey.diagnosis.CheckResult;
import dev.twokey.diagnosis.Evaluation;
import dev.twokey.diagnosis.Sample;
import dev.twokey.diagnosis.Samples;
import dev.twokey.diagnosis.Wave;
import dev.twokey.plan.Clause;
import dev.twokey.plan.Draft;
import dev.twokey.plan.Expectation;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Waits for what a step is to bring about: its verification, or the condition of a look. Asked
 * again and again.
 */
final class Watching {
  /** How often it is asked. */
  static final Duration POLL = Duration.ofSeconds(1);

  private static final String EXPECT = "expect|";
  private static final int LINE_MAX = 400;

  private final Evidence evidence;
  private final Operation state;
  private final Instant now;

  /**
   * One look at what is waited for.
   *
   * @param read the events
   * @param complete whether this round has read everything
   * @param truth of what is waited for
   * @param abort why the steps end at once
   * @param line for people
   */
  record Look(
      List<OperationEvent> read,
      boolean complete,
      Truth truth,
      Optional<Problem> abort,
      String line) {}

  Watching(Evidence evidence) {
    this.evidence = evidence;
    this.state = evidence.state();
    this.now = evidence.now();
  }

  /** Returns the first readings for a step. */
  Wave first(Phase.Cursor cursor) {
    return new Wave(round(cursor, List.of(), now), now, now);
  }

  /** Returns what the readings of a round say; a complete round is followed by the next one. */
  Look look(Phase.Looking looking, Map<String, Reading> readings) {
    Phase.Cursor cursor = looking.cursor();
    Wave wave = looking.wave();
    List<Sample> fresh = Sample.of(readings);
    List<Sample> all = evidence.with(fresh);
    Map<String, ProbeCall> rest = round(cursor, all, wave.since());
    rest.keySet().removeAll(readings.keySet());
    if (!rest.isEmpty()) {
      return new Look(
          List.of(
              new OperationEvent.EvidenceRead(
                  fresh, "", List.of(), new Wave(rest, now, wave.since()))),
          false,
          Truth.unknown("not everything is read yet"),
          Optional.empty(),
          "");
    }
    Evaluation evaluation = evidence.evaluate(asked(cursor), all, wave.since());
    Truth truth = truth(cursor, evaluation, all);
    String line = line(cursor, evaluation, truth);
    Instant again = now.plus(POLL);
    Wave next = new Wave(round(cursor, List.of(), again), again, again);
    List<OperationEvent> events = new ArrayList<>();
    events.add(new OperationEvent.EvidenceRead(fresh, line, causes(cursor, evaluation), next));
    Map<String, Samples.Seen> seen = evidence.causes(asked(cursor), all, wave.since());
    if (!seen.equals(state.seen())) {
      events.add(new OperationEvent.CausesSeen(seen));
    }
    return new Look(List.copyOf(events), true, truth, abort(cursor, evaluation), line);
  }

  private Map<String, ProbeCall> round(Phase.Cursor cursor, List<Sample> samples, Instant since) {
    Map<String, ProbeCall> calls =
        new LinkedHashMap<>(evidence.next(asked(cursor), samples, since));
    List<Expectation> expectations = expectations(cursor);
    for (int i = 0; i < expectations.size(); i++) {
      String key = EXPECT + i;
      if (samples.stream().noneMatch(s -> s.key().equals(key) && !s.at().isBefore(since))) {
        calls.put(key, expectations.get(i).call());
      }
    }
    return calls;
  }

  private Draft draft() {
    return state.plan().draft();
  }

  /**
   * Returns the blocks whose checks are read: what is waited for, what aborts, and in a drill all
   * causes.
   */
  private Set<String> asked(Phase.Cursor cursor) {
    Set<String> asked = new LinkedHashSet<>();
    clause(cursor).ifPresent(c -> asked.add(c.block()));
    if (!cursor.lastly()) {
      draft().abortWhen().ifPresent(c -> asked.add(c.block()));
      asked.addAll(drillCauses());
    }
    return asked;
  }

  private Set<String> drillCauses() {
    return draft()
        .drill()
        .flatMap(d -> evidence.known().catalog().runbook(d.runbook()))
        .map(r -> r.causes().stream().map(Cause::id).collect(Collectors.toCollection(TreeSet::new)))
        .orElseGet(TreeSet::new);
  }

  private Optional<Clause> clause(Phase.Cursor cursor) {
    return switch (state.step(cursor)) {
      case Step.Look look -> Optional.of(look.until());
      case Step.Act(_, _, _, Verification.Holds(var clause, _)) -> Optional.of(clause);
      case Step.Act _ -> Optional.empty();
    };
  }

  private List<Expectation> expectations(Phase.Cursor cursor) {
    return state.step(cursor) instanceof Step.Act(_, _, _, Verification.Meets(var expectations, _))
        ? expectations
        : List.of();
  }

  private Truth truth(Phase.Cursor cursor, Evaluation evaluation, List<Sample> samples) {
    Truth all = Truth.of(true);
    Optional<Clause> clause = clause(cursor);
    if (clause.isPresent()) {
      all = evidence.truth(evaluation, clause.get());
    }
    List<Expectation> expectations = expectations(cursor);
    Instant began = state.log(cursor).map(StepLog::began).orElse(now);
    for (int i = 0; i < expectations.size(); i++) {
      String key = EXPECT + i;
      Expectation expectation = expectations.get(i);
      Optional<Sample> last = samples.stream().filter(s -> s.key().equals(key)).reduce((_, b) -> b);
      all =
          all.and(
              last.map(s -> expectation.judge(s.reading(), began))
                  .orElseGet(() -> Truth.unknown(key)));
    }
    return all;
  }

  private List<String> causes(Phase.Cursor cursor, Evaluation evaluation) {
    return cursor.lastly() ? List.of() : Evidence.holding(evaluation, drillCauses());
  }

  private Optional<Problem> abort(Phase.Cursor cursor, Evaluation evaluation) {
    if (cursor.lastly() || draft().abortWhen().isEmpty()) {
      return Optional.empty();
    }
    Clause clause = draft().abortWhen().get();
    return switch (evidence.truth(evaluation, clause)) {
      case Truth.Known k when k.fails() -> Optional.empty();
      case Truth.Known _ ->
          Optional.of(
              new Problem(
                  ErrorCode.CANCELLED,
                  "The abort condition holds: " + clause.text() + ".",
                  "The fault is undone."));
      case Truth.Unknown(var why) ->
          Optional.of(
              new Problem(
                  ErrorCode.CANCELLED,
                  "The abort condition can't be told ("
                      + String.join(", ", why)
                      + "), which counts as met.",
                  "The fault is undone."));
    };
  }

  /** Says what is still missing, or what was seen. */
  private String line(Phase.Cursor cursor, Evaluation evaluation, Truth truth) {
    Optional<Clause> clause = clause(cursor);
    if (clause.isEmpty()) {
      return expectations(cursor).stream().map(Expectation::says).collect(Collectors.joining(", "));
    }
    Set<String> own = new LinkedHashSet<>(evidence.known().catalog().closure(named(clause.get())));
    String lines =
        evaluation.checks().stream()
            .filter(c -> own.contains(c.id()))
            .filter(c -> truth.holds() || !c.ok().map(Truth::holds).orElse(true))
            .flatMap(c -> c.rows().stream())
            .filter(r -> truth.holds() || !r.ok().map(Truth::holds).orElse(true))
            .map(CheckResult.Row::says)
            .filter(says -> !says.isEmpty())
            .collect(Collectors.joining(" · "));
    String text =
        lines.isEmpty()
            ? clause.get().text() + (truth.holds() ? " holds" : " does not hold yet")
            : lines;
    return text.length() > LINE_MAX ? text.substring(0, LINE_MAX) + " …" : text;
  }

  private Set<String> named(Clause clause) {
    return evidence
        .known()
        .catalog()
        .block(clause.block())
        .map(block ->
            switch (block) {
              case dev.twokey.runbook.Drill drill ->
                  evidence
                      .known()
                      .catalog()
                      .names(drill.steadyState().references(), drill.runbook());
              case dev.twokey.runbook.RunbookAction action ->
                  action
                      .verify()
                      .map(v -> evidence.known().catalog().names(v.references(), action.runbook()))
                      .orElse(Set.of());
              case Cause cause -> Set.of(cause.id());
              case dev.twokey.runbook.Check check -> Set.of(check.id());
              case dev.twokey.runbook.Forbid forbid -> Set.of(forbid.id());
            })
        .orElse(Set.of());
  }
}
