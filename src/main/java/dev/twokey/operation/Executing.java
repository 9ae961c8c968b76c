package dev.twokey.operation;

import dev.twokey.action.Outcome;
import dev.twokey.condition.Truth;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decision;
import dev.twokey.guard.Judgement;
import dev.twokey.incident.LockEvent;
import dev.twokey.plan.Step;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the world answers while an operation is under way: proof right before, each act once, and
 * its verification.
 */
final class Executing {
  private final Operation state;
  private final Context<Known> context;
  private final Evidence evidence;
  private final Watching watching;
  private final Course course;

  Executing(Operation state, Context<Known> context) {
    this.state = state;
    this.context = context;
    this.evidence = new Evidence(context, state);
    this.watching = new Watching(evidence);
    this.course = new Course(state, context, watching);
  }

  Decision<OperationEvent> proven(Phase.Proving proving, Map<String, Reading> readings) {
    OperationEvent.EvidenceRead read = evidence.read(proving.wave(), readings);
    course.add(read);
    if (!read.next().calls().isEmpty()) {
      return course.decision();
    }
    Judging judging = new Judging(Evolution.evolve(state, read, context.now()), context);
    List<Judgement> judgements = judging.judge(true);
    course.add(new OperationEvent.Judged(judgements, true));
    Optional<Problem> superseded = judging.superseded();
    Optional<Problem> denial = Judging.denial(judgements);
    if (context.now().isAfter(proving.startBy())) {
      course.end(
          Ending.EXPIRED,
          Optional.empty(),
          Course.problem(
              ErrorCode.APPROVAL_EXPIRED, "It could not start in time.", "Ask for it again."));
    } else if (superseded.isPresent()) {
      course.end(Ending.SUPERSEDED, Optional.empty(), superseded);
    } else if (denial.isPresent()) {
      course.end(Ending.REFUSED, Optional.empty(), denial);
    } else {
      course.onTargets(new LockEvent.LockTaken(state.id(), state.request().by()));
      course.begin(new Phase.Cursor(false, 0));
    }
    return course.decision();
  }

  Decision<OperationEvent> acted(String key, Outcome outcome) {
    if (!(state.phase() instanceof Phase.Acting acting)
        || !key.equals(OperationDecider.actKey(state, acting.cursor()))) {
      return Decision.of(new OperationEvent.LateOutcome(key, outcome));
    }
    Phase.Cursor cursor = acting.cursor();
    Step.Act step = (Step.Act) state.step(cursor);
    course.add(new OperationEvent.StepEnded(cursor, step.id(), outcome));
    switch (outcome) {
      case Outcome.Succeeded _ when state.abort().isPresent() && !cursor.lastly() ->
          course.stopAfterAct(cursor, step);
      case Outcome.Succeeded _ -> course.verify(cursor, step, false);
      case Outcome.Refused(var why)
          when why.code() == ErrorCode.TARGET_CHANGED && !cursor.lastly() && isFirstAct(cursor) ->
          course.stop(
              Ending.SUPERSEDED,
              Course.problem(
                  ErrorCode.TARGET_CHANGED,
                  why.what(),
                  "Ask for it again: the new plan is shown and signed anew."));
      case Outcome.Refused(var why) -> course.failed(cursor, why);
      case Outcome.Failed(var why) -> course.failed(cursor, why);
      case Outcome.Unknown(var why) -> course.doubt(cursor, step, why);
    }
    return course.decision();
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
    course.add(new OperationEvent.StepLost(cursor, step.id()));
    if (cursor.lastly()) {
      course.begin(cursor);
    } else {
      course.doubt(
          cursor,
          step,
          new Problem(
              ErrorCode.OUTCOME_UNKNOWN,
              "The process that ran '" + step.title() + "' is gone.",
              ""));
    }
    return course.decision();
  }

  Decision<OperationEvent> looked(Phase.Looking looking, Map<String, Reading> readings) {
    Phase.Cursor cursor = looking.cursor();
    Watching.Look look = watching.look(looking, readings);
    course.addAll(look.read());
    boolean late = !context.now().isBefore(looking.until());
    Optional<Problem> stop = cursor.lastly() ? Optional.empty() : stopReason(look);
    if (stop.isPresent()) {
      course.add(
          new OperationEvent.LookEnded(cursor, state.step(cursor).id(), false, stop.get().what()));
      course.stop(Ending.ABORTED, stop);
    } else if (look.complete() && look.truth().holds()) {
      held(looking, look.line());
    } else if (late) {
      notHeld(looking, look);
    }
    return course.decision();
  }

  private Optional<Problem> stopReason(Watching.Look look) {
    Optional<String> halted = course.halted();
    if (halted.isPresent()) {
      return Course.problem(
          ErrorCode.HALTED,
          halted.get() + " was halted.",
          "/release " + halted.get() + " ends the halt.");
    }
    return look.complete() ? look.abort() : Optional.empty();
  }

  private void held(Phase.Looking looking, String line) {
    Phase.Cursor cursor = looking.cursor();
    Step step = state.step(cursor);
    if (looking.unknown()) {
      course.add(new OperationEvent.Doubted(cursor, step.id(), "verified: " + line));
    } else {
      course.add(new OperationEvent.LookEnded(cursor, step.id(), true, line));
      course.advance(cursor);
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
      course.add(new OperationEvent.Doubted(cursor, step.id(), "not verified: " + why));
      return;
    }
    course.add(new OperationEvent.LookEnded(cursor, step.id(), false, why));
    if (step instanceof Step.Look l && !l.required()) {
      course.advance(cursor);
    } else {
      course.failed(
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
    course.begin(resting.cursor());
    return course.decision();
  }
}
