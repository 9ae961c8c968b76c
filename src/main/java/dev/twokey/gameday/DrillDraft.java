package dev.twokey.gameday;

import dev.twokey.action.ActionCall;
import dev.twokey.action.Effect;
import dev.twokey.action.Risk;
import dev.twokey.condition.Bindings;
import dev.twokey.condition.Value;
import dev.twokey.inventory.Environment;
import dev.twokey.plan.Clause;
import dev.twokey.plan.Draft;
import dev.twokey.plan.DrillFacts;
import dev.twokey.plan.Expectation;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.probe.ProbeCall;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.Drill;
import dev.twokey.runbook.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a draft of a drill: steady state, timer on the target, injection, detection, and the undo
 * that happens whatever else does (I5).
 */
public final class DrillDraft {
  /** The step that waits for the steady state before. */
  public static final String STEADY = "steady";

  /** The step that arms the target's own timer. */
  public static final String ARM = "arm";

  /** The step that breaks it. */
  public static final String INJECT = "inject";

  /** The step that waits until a cause is seen. */
  public static final String DETECT = "detect";

  /** The step that waits for people or the system to mend it. */
  public static final String WAIT = "wait";

  /** The step of the undo that mends it and waits for the steady state. */
  public static final String UNDO = "undo";

  /** The step of the undo that takes the timer away. */
  public static final String DISARM = "disarm";

  private static final Duration STEADY_WITHIN = Duration.ofMinutes(2);
  private static final Duration TIMER_MARGIN = Duration.ofSeconds(30);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration TIMER_WITHIN = Duration.ofSeconds(10);

  /** What the target's own timer can do, by the kind of action that undoes. */
  private static final Map<String, String> TIMED =
      Map.of("host.service.start", "start", "host.service.thaw", "thaw", "workload.resume", "thaw");

  private final Drill drill;
  private final Environment environment;
  private final String operation;

  /** A draft, or why there is none. */
  public sealed interface Result {
    /** It can be asked for. */
    record Made(Draft draft) implements Result {}

    /** It can't. */
    record Refused(Problem why) implements Result {}
  }

  /** What undoes the fault without Twokey: the host's unit and what the timer does to it. */
  private record Timed(String host, String unit, String action) {}

  private DrillDraft(Drill drill, Environment environment, String operation) {
    this.drill = drill;
    this.environment = environment;
    this.operation = operation;
  }

  /**
   * Makes a draft.
   *
   * @param bindings what the arguments of inject and undo may use
   * @param operation the id of the operation; the timer carries it
   * @param hashes the SHA-256 of each block of the runbook, by its id
   */
  public static Result of(
      Drill drill,
      Environment environment,
      Bindings bindings,
      String operation,
      Map<String, String> hashes,
      String reason) {
    return new DrillDraft(drill, environment, operation).make(bindings, hashes, reason);
  }

  private Result make(Bindings bindings, Map<String, String> hashes, String reason) {
    if (!drill.environments().contains(environment.name())) {
      return refused(
          "The drill " + drill.name() + " may not run in " + environment.name() + ".",
          "It runs in: " + String.join(", ", drill.environments()) + ".");
    }
    Optional<ActionCall> inject = call(drill.inject(), bindings);
    Optional<ActionCall> undo = call(drill.undo(), bindings);
    if (inject.isEmpty() || undo.isEmpty()) {
      return refused(
          "The arguments of the drill " + drill.name() + " can't be told now.",
          "Look at its runbook.");
    }
    Optional<Timed> timed = timed(undo.get());
    if (timed.isEmpty()) {
      return refused(
          "The undo of the drill "
              + drill.name()
              + ", "
              + undo.get().action()
              + ", can't be left to a timer on its target.",
          "Undo it by one of: "
              + String.join(", ", TIMED.keySet().stream().sorted().toList())
              + ".");
    }
    return new Result.Made(draft(inject.get(), undo.get(), timed.get(), hashes, reason));
  }

  private Draft draft(
      ActionCall inject, ActionCall undo, Timed timed, Map<String, String> hashes, String reason) {
    DrillFacts facts = facts();
    List<Step> steps = new ArrayList<>();
    Clause steady = clause(Clause.Part.STEADY_STATE, drill.steadyState().text());
    steps.add(new Step.Look(STEADY, "steady state before", steady, scaled(STEADY_WITHIN), true));
    steps.add(arm(timed));
    steps.add(
        new Step.Act(
            INJECT, inject.action() + " " + target(inject), inject, new Verification.None()));
    steps.add(
        new Step.Look(
            DETECT,
            "a cause is seen",
            new Clause(facts.cause(), Clause.Part.HOLDS, "", facts.cause() + " holds"),
            facts.detectedWithin(),
            false));
    if (!(drill.expects().recoveredBy() instanceof Drill.Recovery.Undo)) {
      steps.add(new Step.Look(WAIT, "steady without the undo", steady, facts.lasts(), false));
    }
    Verification recovered = new Verification.Holds(steady, facts.recoveredWithin());
    List<Step> lastly =
        List.of(
            new Step.Act(UNDO, "undo: " + undo.action() + " " + target(undo), undo, recovered),
            disarm(timed));
    Map<String, String> blocks = new TreeMap<>();
    hashes.forEach((id, hash) -> {
      if (id.startsWith(drill.runbook() + ".")) {
        blocks.put(id, hash);
      }
    });
    return new Draft(
        "drill "
            + drill.alias().orElse(drill.name())
            + (drill.says().isEmpty() ? "" : ": " + drill.says()),
        environment.name(),
        Risk.CHANGE.orHigher(drill.risk()),
        steps,
        lastly,
        List.of(),
        drill.abortWhen().map(e -> clause(Clause.Part.ABORT_WHEN, e.text())),
        blocks,
        List.of(Effect.FAULT.word()),
        List.of(
            "heals by itself after " + facts.lasts().toSeconds() + " s, even if Twokey is gone"),
        reason,
        Optional.of(facts));
  }

  private DrillFacts facts() {
    Drill.Expects e = drill.expects();
    String by =
        switch (e.recoveredBy()) {
          case Drill.Recovery.Undo _ -> "undo";
          case Drill.Recovery.Itself _ -> "itself";
          case Drill.Recovery.ByAction(var action) -> action;
        };
    return new DrillFacts(
        drill.runbook(),
        drill.id(),
        drill.alias().orElse(""),
        e.cause(),
        scaled(e.detectedWithin()),
        scaled(e.recoveredWithin()),
        by,
        scaled(drill.lasts()),
        drill.says());
  }

  private Step.Act arm(Timed timed) {
    Map<String, Object> with = timer(timed);
    with.put("after", scaled(drill.lasts()).plus(TIMER_MARGIN));
    with.put("action", timed.action());
    return new Step.Act(
        ARM,
        "arm a timer on " + timed.host() + " that undoes it",
        new ActionCall("host.timer.arm", environment.name(), with, CALL_TIMEOUT),
        timerIs(timed, "armed", "the timer is armed"));
  }

  private Step.Act disarm(Timed timed) {
    Map<String, Object> with = timer(timed);
    with.remove("unit");
    return new Step.Act(
        DISARM,
        "take the timer away",
        new ActionCall("host.timer.disarm", environment.name(), with, CALL_TIMEOUT),
        timerIs(timed, "none", "the timer is gone"));
  }

  private Verification timerIs(Timed timed, String state, String says) {
    ProbeCall read =
        new ProbeCall(
            "host.timer",
            environment.name(),
            Optional.empty(),
            Map.of("host", timed.host(), "id", operation),
            TIMER_WITHIN);
    return new Verification.Meets(
        List.of(new Expectation(read, "state", Expectation.Test.EQUALS, state, says)),
        TIMER_WITHIN);
  }

  private Map<String, Object> timer(Timed timed) {
    Map<String, Object> with = new LinkedHashMap<>();
    with.put("host", timed.host());
    with.put("unit", timed.unit());
    with.put("id", operation);
    return with;
  }

  private Optional<Timed> timed(ActionCall undo) {
    String action = TIMED.get(undo.action());
    if (action == null) {
      return Optional.empty();
    }
    if (undo.with().containsKey("workload")) {
      return environment
          .entry(dev.twokey.inventory.EntryKind.WORKLOAD, undo.text("workload").orElse(""))
          .flatMap(w ->
              w.text("host").map(h -> new Timed(h, w.text("service").orElse(w.name()), action)));
    }
    return undo.text("host").flatMap(h -> undo.text("unit").map(u -> new Timed(h, u, action)));
  }

  private Optional<ActionCall> call(Run.One run, Bindings bindings) {
    return switch (run.with().evaluate(bindings)) {
      case Value.Known(Map<?, ?> with) -> {
        Map<String, Object> arguments = new LinkedHashMap<>();
        with.forEach((k, v) -> arguments.put(k.toString(), v));
        yield Optional.of(
            new ActionCall(run.action(), environment.name(), arguments, CALL_TIMEOUT));
      }
      case Value.Known _, Value.Unknown _ -> Optional.empty();
    };
  }

  private static String target(ActionCall call) {
    return call.text("workload")
        .or(() -> call.text("unit"))
        .or(() -> call.text("queue"))
        .orElse("");
  }

  private Clause clause(Clause.Part part, String text) {
    return new Clause(drill.id(), part, "", text);
  }

  private Duration scaled(Duration duration) {
    return Duration.ofMillis(Math.round(duration.toMillis() * environment.timeScale()));
  }

  private static Result refused(String what, String advice) {
    return new Result.Refused(new Problem(ErrorCode.DRILL_REFUSED, what, advice));
  }
}
