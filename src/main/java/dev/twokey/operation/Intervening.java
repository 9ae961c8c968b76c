package dev.twokey.operation;

import dev.twokey.engine.Context;
import dev.twokey.engine.Decision;
import dev.twokey.incident.LockEvent;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Step;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.Optional;

/** What people say to an operation that is under way: stop, done or not, taken over. */
final class Intervening {
  private final Operation state;
  private final Context<Known> context;
  private final Course course;

  Intervening(Operation state, Context<Known> context) {
    this.state = state;
    this.context = context;
    this.course = new Course(state, context, new Watching(new Evidence(context, state)));
  }

  Decision<OperationEvent> abort(OperationInput.Abort abort) {
    Optional<Problem> objection = Judging.responder(context, abort.by(), state);
    if (objection.isPresent()) {
      return Course.refuse(abort.by(), "abort", objection.get());
    }
    return stopBecause(
        abort.by(),
        abort.reason(),
        "abort",
        Course.problem(
            ErrorCode.CANCELLED, "Stopped by " + abort.by() + ": " + abort.reason(), ""));
  }

  Decision<OperationEvent> halted(OperationInput.Halted halted) {
    if (!state.isRunning()) {
      return Decision.nothing();
    }
    return stopBecause(
        halted.by(),
        "halt of " + halted.scope(),
        "halt",
        Course.problem(
            ErrorCode.HALTED,
            halted.scope() + " was halted by " + halted.by() + ".",
            "/release " + halted.scope() + " ends the halt."));
  }

  private Decision<OperationEvent> stopBecause(
      PersonId by, String reason, String input, Optional<Problem> why) {
    return switch (state.phase()) {
      case Phase.Looking l when !l.cursor().lastly() -> {
        course.add(new OperationEvent.AbortAsked(by, reason));
        Step step = state.step(l.cursor());
        if (step instanceof Step.Act && state.plan().draft().lastly().isEmpty()) {
          course.add(
              new OperationEvent.Doubted(
                  l.cursor(), step.id(), "stopped by " + by + " before it was verified"));
        } else {
          course.add(
              new OperationEvent.LookEnded(l.cursor(), step.id(), false, "stopped by " + by));
          course.stop(Ending.ABORTED, why);
        }
        yield course.decision();
      }
      case Phase.Acting a when !a.cursor().lastly() -> {
        course.add(new OperationEvent.AbortAsked(by, reason));
        yield course.decision();
      }
      case Phase.Acting _, Phase.Looking _, Phase.Resting _ ->
          Course.refuse(
              by,
              input,
              new Problem(
                  ErrorCode.STATE_WRONG,
                  "It is being undone already.",
                  "The undo can't be stopped."));
      case Phase.Doubtful _ ->
          Course.refuse(
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
          Course.refuse(
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
      return Course.refuse(settle.by(), "settle", objection.get());
    }
    if (!(state.phase() instanceof Phase.Doubtful doubtful)) {
      return Course.refuse(
          settle.by(),
          "settle",
          new Problem(
              ErrorCode.STATE_WRONG,
              "No outcome is unknown here: " + Progress.words(state) + ".",
              "Look at the card."));
    }
    course.add(new OperationEvent.Settled(settle.by(), settle.done()));
    if (settle.done() && state.abort().isPresent()) {
      course.aborted(state.step(doubtful.cursor()));
    } else if (settle.done()) {
      course.advance(doubtful.cursor());
    } else {
      course.end(
          Ending.NOT_DONE,
          Optional.of(settle.by()),
          Course.problem(
              ErrorCode.OUTCOME_UNKNOWN,
              settle.by() + " says that it was not done.",
              "Ask for it again if it is still needed."));
    }
    return course.decision();
  }

  Decision<OperationEvent> takeOver(OperationInput.TakeOver takeOver) {
    Optional<Problem> objection = Judging.responder(context, takeOver.by(), state);
    if (objection.isPresent()) {
      return Course.refuse(takeOver.by(), "take over", objection.get());
    } else if (!state.isRunning()) {
      return Course.refuse(
          takeOver.by(),
          "take over",
          new Problem(
              ErrorCode.STATE_WRONG,
              "It holds no target: " + Progress.words(state) + ".",
              "Nothing to take over."));
    } else if (!state.plan().draft().lastly().isEmpty()
        && !(state.phase() instanceof Phase.Resting)) {
      return Course.refuse(
          takeOver.by(),
          "take over",
          new Problem(
              ErrorCode.STATE_WRONG,
              "A fault of this drill may still be there.",
              "Abort the drill; it undoes the fault first."));
    }
    course.add(
        new OperationEvent.Ended(
            Ending.TAKEN_OVER,
            Optional.of(takeOver.by()),
            Course.problem(
                ErrorCode.CANCELLED, takeOver.by() + " took it over: " + takeOver.reason(), "")));
    course.onTargets(new LockEvent.LockTakenOver(state.id(), takeOver.by(), takeOver.reason()));
    return course.decision();
  }
}
