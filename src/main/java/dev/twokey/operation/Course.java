package dev.twokey.operation;

import dev.twokey.engine.Context;
import dev.twokey.engine.Decision;
import dev.twokey.incident.Halt;
import dev.twokey.incident.Lock;
import dev.twokey.incident.LockEvent;
import dev.twokey.inventory.Target;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way through the steps as one decision: what was added so far, which step is next, and the
 * undo whatever happens.
 */
final class Course {
  /** How long an undo that did not work rests before it is tried again. */
  static final Duration REST = Duration.ofSeconds(5);

  private final Operation state;
  private final Context<Known> context;
  private final Watching watching;
  private final List<OperationEvent> events = new ArrayList<>();
  private final List<Map.Entry<Target, LockEvent>> locks = new ArrayList<>();

  Course(Operation state, Context<Known> context, Watching watching) {
    this.state = state;
    this.context = context;
    this.watching = watching;
  }

  void add(OperationEvent event) {
    events.add(event);
  }

  void addAll(List<? extends OperationEvent> more) {
    events.addAll(more);
  }

  /** Adds what becomes of the lock of each target of the plan. */
  void onTargets(LockEvent event) {
    for (Target target : state.plan().targets()) {
      locks.add(Map.entry(target, event));
    }
  }

  void begin(Phase.Cursor cursor) {
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

  void verify(Phase.Cursor cursor, Step.Act step, boolean unknown) {
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

  void advance(Phase.Cursor cursor) {
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
  void failed(Phase.Cursor cursor, Problem why) {
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
  void doubt(Phase.Cursor cursor, Step.Act step, Problem why) {
    if (cursor.lastly()) {
      events.add(new OperationEvent.UndoRests(cursor, context.now().plus(REST), why));
    } else if (!state.plan().draft().lastly().isEmpty()) {
      stop(Ending.FAILED, Optional.of(why));
    } else {
      verify(cursor, step, true);
    }
  }

  void stopAfterAct(Phase.Cursor cursor, Step.Act step) {
    if (step.verify() instanceof Verification.None) {
      events.add(new OperationEvent.LookEnded(cursor, step.id(), true, ""));
    }
    aborted(step);
  }

  void aborted(Step step) {
    Operation.Abort abort = state.abort().orElseThrow();
    stop(
        Ending.ABORTED,
        problem(
            ErrorCode.CANCELLED,
            "Stopped by " + abort.by() + " after '" + step.title() + "': " + abort.reason(),
            ""));
  }

  /** The steps are over: undo what was begun, then end. */
  void stop(Ending ending, Optional<Problem> why) {
    boolean begun =
        state.changed() || events.stream().anyMatch(e -> e instanceof OperationEvent.StepBegan);
    if (state.plan().draft().lastly().isEmpty() || !begun) {
      end(ending, Optional.empty(), why);
    } else {
      events.add(new OperationEvent.UndoBegan(ending, why));
      begin(new Phase.Cursor(true, 0));
    }
  }

  void end(Ending ending, Optional<PersonId> by, Optional<Problem> why) {
    events.add(new OperationEvent.Ended(ending, by, why));
    if (state.isRunning()) {
      boolean changed = state.changed() && ending != Ending.SUPERSEDED;
      onTargets(new LockEvent.LockReleased(state.id(), changed));
    }
  }

  Decision<OperationEvent> decision() {
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

  Optional<String> halted() {
    return context
        .look(Halt.FAMILY, Halt.STREAM)
        .stops(state.id(), state.plan().draft().environment(), state.isDrill());
  }

  static Optional<Problem> problem(ErrorCode code, String what, String advice) {
    return Optional.of(new Problem(code, what, advice));
  }

  static Decision<OperationEvent> refuse(PersonId by, String input, Problem why) {
    return Decision.of(new OperationEvent.InputRefused(by, input, why));
  }
}
