package dev.twokey.gameday;

import dev.twokey.action.ActionCall;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.chat.Conversation;
import dev.twokey.diagnosis.Sample;
import dev.twokey.diagnosis.Wave;
import dev.twokey.inventory.Target;
import dev.twokey.journal.ReplicaId;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Ending;
import dev.twokey.operation.Fold;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Phase;
import dev.twokey.operation.Request;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Clause;
import dev.twokey.plan.Draft;
import dev.twokey.plan.DrillFacts;
import dev.twokey.plan.Plan;
import dev.twokey.plan.PlanHash;
import dev.twokey.plan.PlanText;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A drill that stops a broker, told event by event. Each call lets it go on. */
public final class DrillRun {
  public static final String TRUTH = "rabbitmq_down.process_down";
  public static final String OTHER = "rabbitmq_down.recent_change";
  public static final Instant T0 = Instant.parse("2026-11-22T14:00:00Z");
  private static final PersonId ANA = new PersonId("ana");
  private static final ReplicaId REPLICA = new ReplicaId("bot-1", 1);
  private static final Wave NO_WAVE = new Wave(Map.of(), T0, T0);
  private static final Clause STEADY =
      new Clause("rabbitmq_down.outage", Clause.Part.STEADY_STATE, "", "handshake.ok && queues.ok");

  private static final List<String> STEPS =
      List.of(DrillDraft.STEADY, DrillDraft.ARM, DrillDraft.INJECT, DrillDraft.DETECT);
  private static final List<String> LASTLY = List.of(DrillDraft.UNDO, DrillDraft.DISARM);

  private Fold fold;

  private DrillRun(Fold fold) {
    this.fold = fold;
  }

  /** Returns the drill, asked for in staging. */
  public static DrillRun asked() {
    return asked("staging");
  }

  /** Returns the drill, asked for and planned. */
  public static DrillRun asked(String environment) {
    Plan plan = plan(environment);
    Request request =
        new Request(
            ANA,
            new Account("console", "ana"),
            new Conversation("console", "gameday", Optional.empty()),
            "/gameday " + environment + " E",
            plan.draft(),
            environment.equals("staging"));
    String text = PlanText.write(plan);
    return new DrillRun(
        Fold.start("op-7", T0)
            .with(
                new OperationEvent.Requested(request, Optional.empty()),
                new OperationEvent.Planned(text, PlanHash.of(text).hex(), NO_WAVE)));
  }

  /** Returns a drill that found its steady state and armed the timer. */
  public static DrillRun armed() {
    return asked().authorised().look(DrillDraft.STEADY, 2, true).act(DrillDraft.ARM, 1, true);
  }

  /** Returns a drill whose fault is in since 14:00:05, named right after four seconds. */
  public static DrillRun detected() {
    return armed().act(DrillDraft.INJECT, 1, false).named(4, TRUTH);
  }

  /** Returns a drill that went well. */
  public static DrillRun passed() {
    return detected().detect(6).undo(2, 31).disarm().end(Ending.SUCCEEDED);
  }

  /** Returns a drill whose inject nobody knows the outcome of, undone all the same. */
  public static DrillRun injectUnknown() {
    Problem why =
        new Problem(ErrorCode.OUTCOME_UNKNOWN, "The process that ran 'inject' is gone.", "");
    return armed()
        .act(DrillDraft.INJECT, 1, new Outcome.Unknown(why), true)
        .undoBegins(Ending.FAILED, Optional.of(why))
        .undo(1, 5)
        .disarm()
        .end(Ending.FAILED);
  }

  // ---- the plan

  public static DrillFacts facts() {
    return new DrillFacts(
        "rabbitmq_down",
        "rabbitmq_down.outage",
        "E",
        TRUTH,
        Duration.ofSeconds(60),
        Duration.ofMinutes(3),
        "undo",
        Duration.ofMinutes(3),
        "the broker stops");
  }

  private static Plan plan(String environment) {
    Draft draft =
        new Draft(
            "drill E: the broker stops",
            environment,
            Risk.CHANGE,
            List.of(
                new Step.Look(
                    DrillDraft.STEADY, "steady state before", STEADY, Duration.ofMinutes(2), true),
                act(environment, DrillDraft.ARM, new Verification.None()),
                act(environment, DrillDraft.INJECT, new Verification.None()),
                new Step.Look(
                    DrillDraft.DETECT,
                    "a cause is seen",
                    new Clause(TRUTH, Clause.Part.HOLDS, "", TRUTH + " holds"),
                    Duration.ofSeconds(60),
                    false)),
            List.of(
                act(
                    environment,
                    DrillDraft.UNDO,
                    new Verification.Holds(STEADY, Duration.ofMinutes(3))),
                act(environment, DrillDraft.DISARM, new Verification.None())),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of("fault"),
            List.of(),
            "game day",
            Optional.of(facts()));
    return new Plan(
        draft,
        Map.of(
            DrillDraft.ARM, seen(environment, "arm timer op-7 on host rabbitmq"),
            DrillDraft.INJECT, seen(environment, "stop unit rabbitmq-server on host rabbitmq"),
            DrillDraft.UNDO, seen(environment, "start unit rabbitmq-server on host rabbitmq"),
            DrillDraft.DISARM, seen(environment, "disarm timer op-7 on host rabbitmq")),
        "role=responder");
  }

  private static Step.Act act(String environment, String id, Verification verify) {
    Map<String, Object> with =
        id.equals(DrillDraft.ARM) ? Map.of("after", Duration.ofSeconds(210)) : Map.of();
    ActionCall call =
        new ActionCall("host.service." + id, environment, with, Duration.ofSeconds(30));
    return new Step.Act(id, id + " rabbitmq-server", call, verify);
  }

  private static Preview.Ready seen(String environment, String how) {
    return new Preview.Ready(
        List.of(new Target(environment, "rabbitmq")),
        how,
        List.of(),
        "f00d",
        "",
        how.contains("timer")
            ? ""
            : "sudo systemctl " + how.substring(0, how.indexOf(' ')) + " rabbitmq-server");
  }

  // ---- the way

  /** It may run. */
  public DrillRun authorised() {
    return with(
        0,
        new OperationEvent.Authorised(
            new Authority.Confirmed(ANA), T0.plus(Duration.ofMinutes(10)), NO_WAVE));
  }

  /** A look begins, and after some seconds it is over. */
  public DrillRun look(String step, long seconds, boolean held) {
    Phase.Cursor cursor = cursor(step);
    begin(step);
    return with(
        seconds,
        new OperationEvent.LookEnded(
            cursor,
            step,
            held,
            held ? "handshake.ok && queues.ok holds" : "queues.ok does not hold"));
  }

  private void begin(String step) {
    with(
        0,
        new OperationEvent.LookBegan(
            cursor(step), step, NO_WAVE, fold.now().plus(Duration.ofMinutes(2)), false));
  }

  /** A change begins and succeeds; its verification is none. */
  public DrillRun act(String step, long seconds, boolean thenOver) {
    return act(step, seconds, new Outcome.Succeeded("done"), thenOver);
  }

  /** A change begins and comes to an outcome. */
  public DrillRun act(String step, long seconds, Outcome outcome, boolean thenOver) {
    Phase.Cursor cursor = cursor(step);
    with(0, new OperationEvent.StepBegan(cursor, step, REPLICA));
    with(seconds, new OperationEvent.StepEnded(cursor, step, outcome));
    if (outcome instanceof Outcome.Succeeded) {
      with(0, new OperationEvent.LookEnded(cursor, step, true, ""));
    }
    if (!thenOver) {
      begin(DrillDraft.DETECT);
    }
    return this;
  }

  /** Causes are seen to hold. */
  public DrillRun named(long seconds, String... causes) {
    return with(
        seconds,
        new OperationEvent.EvidenceRead(List.of(), "a cause holds", List.of(causes), NO_WAVE));
  }

  /** Readings come in. */
  public DrillRun read(long seconds, Map<String, Object> broker, Map<String, Object> queue) {
    Instant at = fold.now().plusSeconds(seconds);
    return with(
        seconds,
        new OperationEvent.EvidenceRead(
            List.of(
                new Sample(
                    "rabbitmq_down.handshake", "api-1", at, new Reading.Observed(at, broker)),
                new Sample(
                    "rabbitmq_down.queues",
                    "transcode_jobs",
                    at,
                    queue.isEmpty()
                        ? new Reading.Unreadable(
                            at, new Problem(ErrorCode.SYSTEM_UNREACHABLE, "refused", ""))
                        : new Reading.Observed(at, queue))),
            "read",
            List.of(),
            NO_WAVE));
  }

  /** The look at the causes is over. */
  public DrillRun detect(long seconds) {
    return with(
        seconds,
        new OperationEvent.LookEnded(cursor(DrillDraft.DETECT), DrillDraft.DETECT, true, "seen"));
  }

  /** The look at the causes ends without one. */
  public DrillRun notDetected(long seconds) {
    return with(
        seconds,
        new OperationEvent.LookEnded(
            cursor(DrillDraft.DETECT), DrillDraft.DETECT, false, "no cause holds"));
  }

  /** Somebody stops it. */
  public DrillRun aborted(long seconds) {
    with(seconds, new OperationEvent.AbortAsked(new PersonId("ben"), "enough"));
    with(
        0,
        new OperationEvent.LookEnded(
            cursor(DrillDraft.DETECT), DrillDraft.DETECT, false, "stopped by ben"));
    return undoBegins(Ending.ABORTED, problem("Stopped by ben: enough"));
  }

  /** The undo begins. */
  public DrillRun undoBegins(Ending ending, Optional<Problem> why) {
    return with(0, new OperationEvent.UndoBegan(ending, why));
  }

  /** The undo is made. */
  public DrillRun undoing(long seconds) {
    Phase.Cursor cursor = cursor(DrillDraft.UNDO);
    if (fold.state().afterUndo().isEmpty()) {
      undoBegins(Ending.SUCCEEDED, Optional.empty());
    }
    with(0, new OperationEvent.StepBegan(cursor, DrillDraft.UNDO, REPLICA));
    with(
        seconds,
        new OperationEvent.StepEnded(cursor, DrillDraft.UNDO, new Outcome.Succeeded("started")));
    begin(DrillDraft.UNDO);
    return this;
  }

  /** The undo is made, and the steady state comes back. */
  public DrillRun undo(long seconds, long steadyAfter) {
    undoing(seconds);
    return with(
        steadyAfter,
        new OperationEvent.LookEnded(
            cursor(DrillDraft.UNDO), DrillDraft.UNDO, true, "handshake.ok && queues.ok holds"));
  }

  /** The undo fails and rests. */
  public DrillRun undoFails(long seconds) {
    Phase.Cursor cursor = cursor(DrillDraft.UNDO);
    Problem why = new Problem(ErrorCode.SYSTEM_UNREACHABLE, "The host does not answer.", "");
    if (fold.state().afterUndo().isEmpty()) {
      undoBegins(Ending.SUCCEEDED, Optional.empty());
    }
    with(0, new OperationEvent.StepBegan(cursor, DrillDraft.UNDO, REPLICA));
    with(
        seconds,
        new OperationEvent.StepEnded(cursor, DrillDraft.UNDO, new Outcome.Failed(why)),
        new OperationEvent.UndoRests(cursor, fold.now().plusSeconds(seconds + 5), why));
    return this;
  }

  /** The timer is taken away. */
  public DrillRun disarm() {
    return act(DrillDraft.DISARM, 1, true);
  }

  /** It ends as it has to after the undo. */
  public DrillRun end(Ending ending) {
    Optional<Problem> why = fold.state().afterUndo().flatMap(Operation.AfterUndo::why);
    return end(ending, why);
  }

  /** It ends. */
  public DrillRun end(Ending ending, Optional<Problem> why) {
    return with(0, new OperationEvent.Ended(ending, Optional.empty(), why));
  }

  public static Optional<Problem> problem(String what) {
    return Optional.of(new Problem(ErrorCode.CANCELLED, what, ""));
  }

  /** Adds events some seconds later. */
  public DrillRun with(long seconds, OperationEvent... events) {
    fold = fold.after(seconds).with(events);
    return this;
  }

  private static Phase.Cursor cursor(String step) {
    return STEPS.contains(step)
        ? new Phase.Cursor(false, STEPS.indexOf(step))
        : new Phase.Cursor(true, LASTLY.indexOf(step));
  }

  public Operation state() {
    return fold.state();
  }

  public Instant now() {
    return fold.now();
  }

  public Report report() {
    return Grading.of(state());
  }
}
