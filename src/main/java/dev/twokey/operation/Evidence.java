package dev.twokey.operation;

import dev.twokey.approval.DenialEvent.Denied;
import dev.twokey.approval.Rule;
import dev.twokey.condition.Expression;
import dev.twokey.condition.Truth;
import dev.twokey.diagnosis.CauseResult;
import dev.twokey.diagnosis.Evaluation;
import dev.twokey.diagnosis.Inquiry;
import dev.twokey.diagnosis.Item;
import dev.twokey.diagnosis.Sample;
import dev.twokey.diagnosis.Samples;
import dev.twokey.diagnosis.Sampling;
import dev.twokey.diagnosis.Situation;
import dev.twokey.diagnosis.Wave;
import dev.twokey.engine.Context;
import dev.twokey.guard.Guards;
import dev.twokey.guard.Premises;
import dev.twokey.guard.RiskRules;
import dev.twokey.guard.RuleKind;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.inventory.Environment;
import dev.twokey.plan.Clause;
import dev.twokey.plan.Draft;
import dev.twokey.plan.Plan;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.runbook.Block;
import dev.twokey.runbook.Cause;
import dev.twokey.runbook.Drill;
import dev.twokey.runbook.RunbookAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an operation has to read, and what the readings mean for it. */
final class Evidence {
  private static final String GUARD = "guard|";

  private final Context<Known> context;
  private final Known known;
  private final Operation state;
  private final Instant now;

  Evidence(Context<Known> context, Operation state) {
    this.context = context;
    this.known = context.known();
    this.state = state;
    this.now = context.now();
  }

  Known known() {
    return known;
  }

  Operation state() {
    return state;
  }

  Instant now() {
    return now;
  }

  /** Returns the policy's rules for what was asked; empty if the policy allows nothing. */
  Optional<RiskRules> rules() {
    return rules(state.planned().map(Operation.Planned::earlier).orElse(List.of()));
  }

  /** Returns the rules, not cheaper than those under which the same was denied. */
  Optional<RiskRules> rules(List<Denied> earlier) {
    Draft draft = state.request().draft();
    RuleKind kind = draft.drill().isPresent() ? RuleKind.DRILL : RuleKind.of(draft.risk());
    List<Rule> denied = earlier.stream().map(Denied::rule).toList();
    return known.policy().rules(draft.environment(), kind).map(r -> r.atLeast(denied));
  }

  /** Returns the first readings for the guards. */
  Wave firstWave(Plan plan, Instant since) {
    Map<String, ProbeCall> calls = new LinkedHashMap<>();
    if (!plan.rules().isEmpty()) {
      Guards.needs(premises(plan, RiskRules.parse(plan.rules())))
          .forEach((key, call) -> {
            if (!isRead(key, since)) {
              calls.put(key, call);
            }
          });
    }
    calls.putAll(next(blocks(plan), state.samples(), since));
    return new Wave(calls, now, since);
  }

  /** Returns what is known of a plan before anything is read. */
  Premises premises(Plan plan, RiskRules rules) {
    return new Premises(
        plan, rules, known.policy(), known.inventory(), state.request().where(), known.here());
  }

  /** Returns the readings as an event, with those that are wanted after them. */
  OperationEvent.EvidenceRead read(Wave wave, Map<String, Reading> readings) {
    List<Sample> fresh = Sample.of(readings);
    Map<String, ProbeCall> next =
        new LinkedHashMap<>(next(blocks(state.plan()), with(fresh), wave.since()));
    next.keySet().removeAll(readings.keySet());
    return new OperationEvent.EvidenceRead(fresh, "", List.of(), new Wave(next, now, wave.since()));
  }

  /** Returns what of these blocks is not read since then. */
  Map<String, ProbeCall> next(Set<String> asked, List<Sample> samples, Instant since) {
    List<Sample> recent = samples.stream().filter(s -> !s.at().isBefore(since)).toList();
    Map<String, ProbeCall> calls = new LinkedHashMap<>();
    if (!asked.isEmpty()) {
      inquiry(asked, since)
          .next(Samples.of(recent), now)
          .forEach(c -> calls.put(c.key(), c.call()));
    }
    return calls;
  }

  /**
   * Judges these blocks.
   *
   * @param since readings from then on count, however long the round took
   */
  Evaluation evaluate(Set<String> asked, List<Sample> samples, Instant since) {
    return inquiry(asked, since).evaluate(seen(samples), now);
  }

  /** Returns what was seen of causes that must hold for a while, with what is seen now. */
  Map<String, Samples.Seen> causes(Set<String> asked, List<Sample> samples, Instant since) {
    return asked.isEmpty()
        ? state.seen()
        : inquiry(asked, since).memory(seen(samples), now).causes();
  }

  private Samples seen(List<Sample> samples) {
    return Samples.of(samples).withCauses(state.seen());
  }

  private Inquiry inquiry(Set<String> asked, Instant since) {
    return new Inquiry(known.catalog(), situation(), asked, Sampling.NONE, since);
  }

  private Situation situation() {
    Environment environment =
        known
            .inventory()
            .environment(state.request().draft().environment())
            .orElseThrow(() ->
                new IllegalStateException(
                    state.request().draft().environment() + " left the inventory"));
    return state
        .asked()
        .flatMap(Operation.Asked::incident)
        .map(id -> context.look(IncidentDecider.FAMILY, IncidentDecider.stream(id)))
        .map(incident -> Situation.during(environment, incident))
        .orElseGet(() -> outsideOfIncidents(environment));
  }

  private Situation outsideOfIncidents(Environment environment) {
    Optional<Instant> started = state.asked().map(Operation.Asked::at);
    return new Situation(environment, Map.of(), started, Optional.empty(), Map.of());
  }

  List<Sample> with(List<Sample> fresh) {
    List<Sample> all = new ArrayList<>(state.samples());
    all.addAll(fresh);
    return all;
  }

  private boolean isRead(String key, Instant since) {
    return state.samples().stream().anyMatch(s -> s.key().equals(key) && !s.at().isBefore(since));
  }

  private Set<String> blocks(Plan plan) {
    return new GuardEvidence(this, plan).blocks();
  }

  Map<String, Reading> guardReadings() {
    Map<String, Reading> readings = new LinkedHashMap<>();
    state.samples().stream()
        .filter(s -> s.key().startsWith(GUARD))
        .forEach(s -> readings.put(s.key(), s.reading()));
    return readings;
  }

  /** Returns the truth of a condition; one whose block is gone can't be told. */
  Truth truth(Evaluation evaluation, Clause clause) {
    Optional<Block> block = known.catalog().block(clause.block());
    if (block.isEmpty()) {
      return Truth.unknown(clause.block() + " is not in the runbooks any more");
    }
    return switch (block.get()) {
      case Cause cause when clause.part() == Clause.Part.HOLDS ->
          evaluation.cause(cause.id()).holds();
      case RunbookAction action -> ofAction(evaluation, action, clause);
      case Drill drill -> ofDrill(evaluation, drill, clause);
      case Block other ->
          throw new IllegalStateException(
              other.id() + " has no " + clause.part().word() + " (this is a bug)");
    };
  }

  private static Truth ofAction(Evaluation evaluation, RunbookAction action, Clause clause) {
    Optional<Expression> condition =
        clause.part() == Clause.Part.NEEDS ? action.needs() : action.verify();
    if (condition.isEmpty()) {
      return Truth.of(true);
    } else if (clause.item().isEmpty()) {
      return evaluation.truth(condition.get(), action.runbook());
    }
    return switch (evaluation.targets(action)) {
      case Evaluation.Targets.Known(var items) -> {
        Item item =
            items.stream()
                .filter(i -> i.name().equals(clause.item()))
                .findFirst()
                .orElseGet(() -> new Item(clause.item(), Map.of("name", clause.item())));
        yield evaluation.truth(condition.get(), action.runbook(), Optional.of(item));
      }
      case Evaluation.Targets.Unknown(var why) -> new Truth.Unknown(why);
    };
  }

  private static Truth ofDrill(Evaluation evaluation, Drill drill, Clause clause) {
    return evaluation.truth(
        clause.part() == Clause.Part.ABORT_WHEN
            ? drill.abortWhen().orElseThrow()
            : drill.steadyState(),
        drill.runbook());
  }

  /** Returns a block that is gone or has another text than the plan was made from. */
  Optional<String> changedBlock(Plan plan) {
    return plan.draft().blocks().entrySet().stream()
        .filter(e ->
            known
                .catalog()
                .block(e.getKey())
                .filter(b -> b.origin().sha256().equals(e.getValue()))
                .isEmpty())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Returns the causes of a runbook that hold, by their ids. */
  static List<String> holding(Evaluation evaluation, Collection<String> causes) {
    return evaluation.causes().stream()
        .filter(c -> causes.contains(c.id()) && c.holds().holds())
        .map(CauseResult::id)
        .toList();
  }
}
