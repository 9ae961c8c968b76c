package dev.twokey.operation;

import dev.twokey.condition.Truth;
import dev.twokey.diagnosis.Evaluation;
import dev.twokey.diagnosis.Inquiry;
import dev.twokey.diagnosis.Sample;
import dev.twokey.diagnosis.Wave;
import dev.twokey.guard.GuardFacts;
import dev.twokey.guard.Guards;
import dev.twokey.guard.RiskRules;
import dev.twokey.plan.Clause;
import dev.twokey.plan.Plan;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operation has to read, and what the readings mean for it. */
final class Evidence {
  /** How often a condition that is waited for is asked. */
  static final Duration POLL = Duration.ofSeconds(2);

  private static final String GUARD = "guard";
  private static final String EXPECT = "expect";

  private final Known known;
  private final Operation state;
  private final Instant now;

  /**
   * One look at what is waited for.
   *
   * @param read the event
   * @param complete whether everything was read
   * @param truth of what is waited for
   * @param abort why the steps end at once
   * @param line for people
   */
  record Look(
      OperationEvent.EvidenceRead read,
      boolean complete,
      Truth truth,
      Optional<Problem> abort,
      String line) {}

  Evidence(Known known, Operation state, Instant now) {
    this.known = known;
    this.state = state;
    this.now = now;
  }

  /** Returns the policy's rules for what was asked; empty if the policy allows nothing. */
  Optional<RiskRules> rules() {
    var draft = state.request().draft();
    var kind =
        draft.drill().isPresent()
            ? dev.twokey.guard.RuleKind.DRILL
            : dev.twokey.guard.RuleKind.of(draft.risk());
    return known.policy().rules(draft.environment(), kind);
  }

  // ---- before the start

  Wave firstWave(Plan plan, Instant since) {
    Map<String, ProbeCall> calls = new LinkedHashMap<>();
    if (!plan.rules().isEmpty()) {
      Guards.needs(plan, RiskRules.parse(plan.rules()))
          .forEach((k, c) -> {
            if (!isRead(k, since)) {
              calls.put(k, c);
            }
          });
    }
    inquiry(state.samples(), names(plan))
        .next(now, since)
        .forEach(c -> calls.put(c.key(), c.call()));
    return new Wave(calls, now, since);
  }

  OperationEvent.EvidenceRead read(Map<String, Reading> readings) {
    Wave wave = wave();
    List<Sample> fresh = samples(readings);
    Map<String, ProbeCall> next = new LinkedHashMap<>();
    inquiry(with(fresh), names(state.plan())).next(now, wave.since()).stream()
        .filter(c -> !readings.containsKey(c.key()))
        .forEach(c -> next.put(c.key(), c.call()));
    return new OperationEvent.EvidenceRead(fresh, "", List.of(), new Wave(next, now, wave.since()));
  }

  private boolean isRead(String key, Instant since) {
    return state.samples().stream().anyMatch(s -> s.key().equals(key) && !s.at().isBefore(since));
  }

  /** Returns the names of blocks that the plan's conditions and what forbids it look at. */
  private Inquiry.Wanted names(Plan plan) {
    return Inquiry.Wanted.of(clauses(plan)).forbids(effects(plan), targets(plan));
  }

  private static List<Clause> clauses(Plan plan) {
    return plan.draft().needs();
  }

  Map<Clause, Truth> needs(Plan plan) {
    Evaluation evaluation = inquiry(state.samples(), names(plan)).evaluate(now);
    Map<Clause, Truth> truths = new LinkedHashMap<>();
    clauses(plan).forEach(c -> truths.put(c, truth(evaluation, c)));
    return truths;
  }

  List<GuardFacts.Contra> forbids(Plan plan) {
    Evaluation evaluation = inquiry(state.samples(), names(plan)).evaluate(now);
    return evaluation.forbids(effects(plan), targets(plan)).stream()
        .map(f ->
            new GuardFacts.Contra(
                f.id(), known.catalog().block(f.id()).origin().file(), f.during(), f.says()))
        .toList();
  }

  Map<String, Reading> guardReadings() {
    Map<String, Reading> readings = new LinkedHashMap<>();
    state.samples().stream()
        .filter(s -> s.check().equals(GUARD))
        .forEach(s -> readings.put(s.key(), s.reading()));
    return readings;
  }
}
