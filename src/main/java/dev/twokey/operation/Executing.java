package dev.twokey.operation;

import dev.twokey.action.Outcome;
import dev.twokey.condition.Truth;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decision;
import dev.twokey.guard.Judgement;
import dev.twokey.incident.Halt;
import dev.twokey.incident.Lock;
import dev.twokey.incident.LockEvent;
import dev.twokey.inventory.Target;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way through the steps: proof right before, each act once, verification, and the undo whatever
 * happens.
 */
final class Executing {
  /** How long an undo that did not work rests before it is tried again. */
  static final Duration REST = Duration.ofSeconds(5);

  private final Operation state;
  private final Context<Known> context;
  private final Evidence evidence;
  private final Watching watching;
  private final List<OperationEvent> events = new ArrayList<>();
  private final List<Map.Entry<Target, LockEvent>> locks = new ArrayList<>();

  Executing(Operation state, Context<Known> context) {
    this.state = state;
    this.context = context;
    this.evidence = new Evidence(context, state);
    this.watching = new Watching(evidence);
  }

  Decision<OperationEvent> proven(Phase.Proving proving, Map<String, Reading> readings) {
    OperationEvent.EvidenceRead read = evidence.read(proving.wave(), readings);
    events.add(read);
    if (!read.next().calls().isEmpty()) {
      return decision();
    }
    Judging judging = new Judging(Evolution.evolve(state, read, context.now()), context);
    List<Judgement> judgements = judging.judge(true);
    events.add(new OperationEvent.Judged(judgements, true));
    Optional<Problem> superseded = judging.superseded();
    Optional<Problem> denial = Judging.denial(judgements);
    if (context.now().isAfter(proving.startBy())) {
      end(
          Ending.EXPIRED,
          Optional.empty(),
          problem(ErrorCode.APPROVAL_EXPIRED, "It could not start in time.", "Ask for it again."));
    } else if (superseded.isPresent()) {
      end(Ending.SUPERSEDED, Optional.empty(), superseded);
    } else if (denial.isPresent()) {
      end(Ending.REFUSED, Optional.empty(), denial);
    } else {
      for (Target target : state.plan().targets()) {
        locks.add(Map.entry(target, new LockEvent.LockTaken(state.id(), state.request().by())));
      }
      begin(new Phase.Cursor(false, 0));
    }
    return decision();
  }

  Decision<OperationEvent> acted(String key, Outcome outcome) {
    if (!(state.phase() instanceof Phase.Acting acting)
        || !key.equals(OperationDecider.actKey(state, acting.cursor()))) {
      return Decision.of(new OperationEvent.LateOutcome(key, outcome));
    }
    Phase.Cursor cursor = acting.cursor();
    Step.Act step = (Step.Act) state.step(cursor);
    events.add(new OperationEvent.StepEnded(cursor, step.id(), outcome));
    switch (outcome) {
      case Outcome.Succeeded _ when state.abort().isPresent() && !cursor.lastly() ->
          stopAfterAct(cursor, step);
      case Outcome.Succeeded _ -> verify(cursor, step, false);
      case Outcome.Refused(var why)
          when why.code() == ErrorCode.TARGET_CHANGED && !cursor.lastly() && isFirstAct(cursor) ->
          stop(
              Ending.SUPERSEDED,
              problem(
                  ErrorCode.TARGET_CHANGED,
                  why.what(),
                  "Ask for it again: the new plan is shown and signed anew."));
      case Outcome.Refused(var why) -> failed(cursor, why);
      case Outcome.Failed(var why) -> failed(cursor, why);
      case Outcome.Unknown(var why) -> doubt(cursor, step, why);
    }
    return decision();
  }

  private boolean isFirstAct(Phase.Cursor cursor) {
    return state.log().stream().allMatch(l -> l.cursor().equals(cursor) || l.tries() == 0);
  }

  Decision<OperationEvent> ownerLost(String key) {
    if (!(state.phase() instanceof Phase.Acting acting)
        || !key.equals(OperationDecider.actKey(state, acting.cursor()))) {
      return Decision.nothing();
    }
    Phase.Cursor cursor = acting.cursor();
    Step.Act step = (Step.Act) state.step(cursor);
    events.add(new OperationEvent.StepLost(cursor, step.id()));
    if (cursor.lastly()) {
      begin(cursor);
    } else {
      doubt(
          cursor,
          step,
          new Problem(
              ErrorCode.OUTCOME_UNKNOWN,
              "The process that ran '" + step.title() + "' is gone.",
              ""));
    }
    return decision();
  }

  Decision<OperationEvent> looked(Phase.Looking looking, Map<String, Reading> readings) {
    Phase.Cursor cursor = looking.cursor();
    Watching.Look look = watching.look(looking, readings);
    events.addAll(look.read());
    boolean late = !context.now().isBefore(looking.until());
    Optional<Problem> stop = cursor.lastly() ? Optional.empty() : stopReason(look);
    if (stop.isPresent()) {
      events.add(
          new OperationEvent.LookEnded(cursor, state.step(cursor).id(), false, stop.get().what()));
      stop(Ending.ABORTED, stop);
    } else if (look.complete() && look.truth().holds()) {
      held(looking, look.line());
    } else if (late) {
      notHeld(looking, look);
    }
    return decision();
  }

  private Optional<Problem> stopReason(Watching.Look look) {
    Optional<String> halted = halted();
    if (halted.isPresent()) {
      return problem(
          ErrorCode.HALTED,
          halted.get() + " was halted.",
          "/release " + halted.get() + " ends the halt.");
    }
    return look.complete() ? look.abort() : Optional.empty();
  }

  private Optional<String> halted() {
    return context
        .look(Halt.FAMILY, Halt.STREAM)
        .stops(state.id(), state.plan().draft().environment(), state.isDrill());
  }

  private void held(Phase.Looking looking, String line) {
    Phase.Cursor cursor = looking.cursor();
    Step step = state.step(cursor);
    if (looking.unknown()) {
      events.add(new OperationEvent.Doubted(cursor, step.id(), "verified: " + line));
    } else {
      events.add(new OperationEvent.LookEnded(cursor, step.id(), true, line));
      advance(cursor);
    }
  }

  private void notHeld(Phase.Looking looking, Watching.Look look) {
    Phase.Cursor cursor = looking.cursor();
    Step step = state.step(cursor);
    boolean unknown = look.truth() instanceof Truth.Unknown;
    String why =
        unknown
            ? "can't tell: " + String.join(", ", ((Truth.Unknown) look.truth()).why())
            : look.line();
    if (looking.unknown()
        || (unknown
            && step instanceof Step.Act
            && !cursor.lastly()
            && state.plan().draft().lastly().isEmpty())) {
      events.add(new OperationEvent.Doubted(cursor, step.id(), "not verified: " + why));
      return;
    }
    events.add(new OperationEvent.LookEnded(cursor, step.id(), false, why));
    if (step instanceof Step.Look l && !l.required()) {
      advance(cursor);
    } else {
      failed(
          cursor,
          new Problem(
              ErrorCode.VERIFY_FAILED,
              "'" + step.title() + "' was not verified in time: " + why + ".",
              "Look at the target; the by-hand line is on the card."));
    }
  }

  Decision<OperationEvent> tryAgain(Phase.Resting resting) {
    if (context.now().isBefore(resting.until())) {
      return Decision.nothing();
    }
    begin(resting.cursor());
    return decision();
  }

  Decision<OperationEvent> abort(OperationInput.Abort abort) {
    Optional<Problem> objection = Judging.responder(context, abort.by(), state);
    if (objection.isPresent()) {
      return refuse(abort.by(), "abort", objection.get());
    }
    return stopBecause(
        abort.by(),
        abort.reason(),
        "abort",
        problem(ErrorCode.CANCELLED, "Stopped by " + abort.by() + ": " + abort.reason(), ""));
  }

  Decision<OperationEvent> halted(OperationInput.Halted halted) {
    if (!state.isRunning()) {
      return Decision.nothing();
    }
    return stopBecause(
        halted.by(),
        "halt of " + halted.scope(),
        "halt",
        problem(
            ErrorCode.HALTED,
            halted.scope() + " was halted by " + halted.by() + ".",
            "/release " + halted.scope() + " ends the halt."));
  }

  private Decision<OperationEvent> stopBecause(
      PersonId by, String reason, String input, Optional<Problem> why) {
    return switch (state.phase()) {
      case Phase.Looking l when !l.cursor().lastly() -> {
        events.add(new OperationEvent.AbortAsked(by, reason));
        Step step = state.step(l.cursor());
        if (step instanceof Step.Act && state.plan().draft().lastly().isEmpty()) {
          events.add(
              new OperationEvent.Doubted(
                  l.cursor(), step.id(), "stopped by " + by + " before it was verified"));
        } else {
          events.add(
              new OperationEvent.LookEnded(l.cursor(), step.id(), false, "stopped by " + by));
          stop(Ending.ABORTED, why);
        }
        yield decision();
      }
      case Phase.Acting a when !a.cursor().lastly() -> {
        events.add(new OperationEvent.AbortAsked(by, reason));
        yield decision();
      }
      case Phase.Acting _, Phase.Looking _, Phase.Resting _ ->
          refuse(
              by,
              input,
              new Problem(
                  ErrorCode.STATE_WRONG,
                  "It is being undone already.",
                  "The undo can't be stopped."));
      case Phase.Doubtful _ ->
          refuse(
              by,
              input,
              new Problem(
                  ErrorCode.STATE_WRONG,
                  "Nothing runs; the outcome of a step is unknown.",
                  "Say whether it was done, or take the target over."));
      case Phase.None _,
          Phase.Drafting _,
          Phase.Weighing _,
          Phase.Confirming _,
          Phase.Approving _,
          Phase.Proving _,
          Phase.Ended _ ->
          refuse(
              by,
              input,
              new Problem(
                  ErrorCode.STATE_WRONG,
                  "It does not run: " + Progress.words(state) + ".",
                  "Look at the card."));
    };
  }

  Decision<OperationEvent> settle(OperationInput.Settle settle) {
    Optional<Problem> objection = Judging.responder(context, settle.by(), state);
    if (objection.isPresent()) {
      return refuse(settle.by(), "settle", objection.get());
    }
    if (!(state.phase() instanceof Phase.Doubtful doubtful)) {
      return refuse(
          settle.by(),
          "settle",
          new Problem(
              ErrorCode.STATE_WRONG,
              "No outcome is unknown here: " + Progress.words(state) + ".",
              "Look at the card."));
    }
    events.add(new OperationEvent.Settled(settle.by(), settle.done()));
    if (settle.done() && state.abort().isPresent()) {
      aborted(state.step(doubtful.cursor()));
    } else if (settle.done()) {
      advance(doubtful.cursor());
    } else {
      end(
          Ending.NOT_DONE,
          Optional.of(settle.by()),
          problem(
              ErrorCode.OUTCOME_UNKNOWN,
              settle.by() + " says that it was not done.",
              "Ask for it again if it is still needed."));
    }
    return decision();
  }

  Decision<OperationEvent> takeOver(OperationInput.TakeOver takeOver) {
    Optional<Problem> objection = Judging.responder(context, takeOver.by(), state);
    if (objection.isPresent()) {
      return refuse(takeOver.by(), "take over", objection.get());
    } else if (!state.isRunning()) {
      return refuse(
          takeOver.by(),
          "take over",
          new Problem(
              ErrorCode.STATE_WRONG,
              "It holds no target: " + Progress.words(state) + ".",
              "Nothing to take over."));
    } else if (!state.plan().draft().lastly().isEmpty()
        && !(state.phase() instanceof Phase.Resting)) {
      return refuse(
          takeOver.by(),
          "take over",
          new Problem(
              ErrorCode.STATE_WRONG,
              "A fault of this drill may still be there.",
              "Abort the drill; it undoes the fault first."));
    }
    events.add(
        new OperationEvent.Ended(
            Ending.TAKEN_OVER,
            Optional.of(takeOver.by()),
            problem(
                ErrorCode.CANCELLED, takeOver.by() + " took it over: " + takeOver.reason(), "")));
    for (Target target : state.plan().targets()) {
      locks.add(
          Map.entry(
              target, new LockEvent.LockTakenOver(state.id(), takeOver.by(), takeOver.reason())));
    }
    return decision();
  }

  private void begin(Phase.Cursor cursor) {
    Step step = state.step(cursor);
    Optional<String> halted = cursor.lastly() ? Optional.empty() : halted();
    if (halted.isPresent()) {
      stop(
          Ending.ABORTED,
          problem(
              ErrorCode.HALTED,
              halted.get() + " is halted.",
              "/release " + halted.get() + " ends the halt."));
      return;
    }
    Optional<Problem> late = new Judging(state, context).tooLate(cursor);
    if (late.isPresent()) {
      stop(Ending.FAILED, late);
      return;
    }
    switch (step) {
      case Step.Act act ->
          events.add(new OperationEvent.StepBegan(cursor, act.id(), context.self()));
      case Step.Look look ->
          events.add(
              new OperationEvent.LookBegan(
                  cursor,
                  look.id(),
                  watching.first(cursor),
                  context.now().plus(look.atMost()),
                  false));
    }
  }

  private void verify(Phase.Cursor cursor, Step.Act step, boolean unknown) {
    if (step.verify() instanceof Verification.None) {
      if (unknown) {
        events.add(
            new OperationEvent.Doubted(cursor, step.id(), "there is nothing to verify it by"));
      } else {
        events.add(new OperationEvent.LookEnded(cursor, step.id(), true, ""));
        advance(cursor);
      }
      return;
    }
    Instant until = context.now().plus(step.verify().within());
    events.add(
        new OperationEvent.LookBegan(cursor, step.id(), watching.first(cursor), until, unknown));
  }

  private void advance(Phase.Cursor cursor) {
    if (cursor.index() + 1 < state.steps(cursor.lastly()).size()) {
      begin(cursor.next());
    } else if (cursor.lastly()) {
      Operation.AfterUndo after = state.afterUndo().orElseThrow();
      end(after.ending(), Optional.empty(), after.why());
    } else {
      stop(Ending.SUCCEEDED, Optional.empty());
    }
  }

  /** A step did not work. In the undo it is tried again; else the steps are over. */
  private void failed(Phase.Cursor cursor, Problem why) {
    if (cursor.lastly()) {
      events.add(new OperationEvent.UndoRests(cursor, context.now().plus(REST), why));
    } else {
      stop(Ending.FAILED, Optional.of(why));
    }
  }

  /**
   * Nobody knows what became of a step: a fault is undone, an undo is done again, all else is
   * verified and shown.
   */
  private void doubt(Phase.Cursor cursor, Step.Act step, Problem why) {
    if (cursor.lastly()) {
      events.add(new OperationEvent.UndoRests(cursor, context.now().plus(REST), why));
    } else if (!state.plan().draft().lastly().isEmpty()) {
      stop(Ending.FAILED, Optional.of(why));
    } else {
      verify(cursor, step, true);
    }
  }

  private void stopAfterAct(Phase.Cursor cursor, Step.Act step) {
    if (step.verify() instanceof Verification.None) {
      events.add(new OperationEvent.LookEnded(cursor, step.id(), true, ""));
    }
    aborted(step);
  }

  private void aborted(Step step) {
    Operation.Abort abort = state.abort().orElseThrow();
    stop(
        Ending.ABORTED,
        problem(
            ErrorCode.CANCELLED,
            "Stopped by " + abort.by() + " after '" + step.title() + "': " + abort.reason(),
            ""));
  }

  /** The steps are over: undo what was begun, then end. */
  private void stop(Ending ending, Optional<Problem> why) {
    boolean begun =
        state.changed() || events.stream().anyMatch(e -> e instanceof OperationEvent.StepBegan);
    if (state.plan().draft().lastly().isEmpty() || !begun) {
      end(ending, Optional.empty(), why);
    } else {
      events.add(new OperationEvent.UndoBegan(ending, why));
      begin(new Phase.Cursor(true, 0));
    }
  }

  private void end(Ending ending, Optional<PersonId> by, Optional<Problem> why) {
    events.add(new OperationEvent.Ended(ending, by, why));
    if (state.isRunning()) {
      boolean changed = state.changed() && ending != Ending.SUPERSEDED;
      for (Target target : state.plan().targets()) {
        locks.add(Map.entry(target, new LockEvent.LockReleased(state.id(), changed)));
      }
    }
  }

  private Decision<OperationEvent> decision() {
    Decision<OperationEvent> decision = Ticking.with(Decision.of(events), state, context);
    for (Map.Entry<Target, LockEvent> lock : locks) {
      Lock now = context.look(Lock.FAMILY, Lock.stream(lock.getKey()));
      boolean mine = now.holder().map(h -> h.operation().equals(state.id())).orElse(false);
      if (lock.getValue() instanceof LockEvent.LockTaken || mine) {
        decision = decision.and(Lock.stream(lock.getKey()), lock.getValue());
      }
    }
    return decision;
  }

  private static Decision<OperationEvent> refuse(PersonId by, String input, Problem why) {
    return Decision.of(new OperationEvent.InputRefused(by, input, why));
  }

  private static Optional<Problem> problem(ErrorCode code, String what, String advice) {
    return Optional.of(new Problem(code, what, advice));
  }
}
