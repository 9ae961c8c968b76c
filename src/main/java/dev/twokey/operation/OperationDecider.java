package dev.twokey.operation;

import dev.twokey.diagnosis.Wave;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Meanwhile;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import dev.twokey.plan.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rules of an operation: who may let it run (I2), that each step runs at most once (I3), and
 * that a fault is undone (I5). {@link Asking} holds the way to the authority, {@link Executing} the
 * way through the steps.
 */
public final class OperationDecider
    implements Decider<Operation, OperationInput, OperationEvent, Known> {
  private static final String DRAFT = "draft";
  private static final String EXPIRY = "expiry";
  private static final String GLASS = "glass";
  private static final String REST = "rest";

  /** The names of the events. */
  public static final EventFamily EVENTS = new EventFamily("operation", types());

  private static Map<String, Class<? extends dev.twokey.journal.Event>> types() {
    Map<String, Class<? extends dev.twokey.journal.Event>> types = new LinkedHashMap<>();
    types.put("operation.requested.1", OperationEvent.Requested.class);
    types.put("operation.done_for.1", OperationEvent.DoneFor.class);
    types.put("operation.planned.1", OperationEvent.Planned.class);
    types.put("operation.evidence_read.1", OperationEvent.EvidenceRead.class);
    types.put("operation.causes_seen.1", OperationEvent.CausesSeen.class);
    types.put("operation.judged.1", OperationEvent.Judged.class);
    types.put("operation.confirmation_asked.1", OperationEvent.ConfirmationAsked.class);
    types.put("operation.approval_asked.1", OperationEvent.ApprovalAsked.class);
    types.put("operation.signers_called.1", OperationEvent.SignersCalled.class);
    types.put("operation.pager_called.1", OperationEvent.PagerCalled.class);
    types.put("operation.pager_answered.1", OperationEvent.PagerAnswered.class);
    types.put("operation.reviewed.1", OperationEvent.Reviewed.class);
    types.put("operation.glass_broken.1", OperationEvent.GlassBroken.class);
    types.put("operation.authorised.1", OperationEvent.Authorised.class);
    types.put("operation.step_began.1", OperationEvent.StepBegan.class);
    types.put("operation.step_ended.1", OperationEvent.StepEnded.class);
    types.put("operation.step_lost.1", OperationEvent.StepLost.class);
    types.put("operation.look_began.1", OperationEvent.LookBegan.class);
    types.put("operation.look_ended.1", OperationEvent.LookEnded.class);
    types.put("operation.undo_rests.1", OperationEvent.UndoRests.class);
    types.put("operation.undo_began.1", OperationEvent.UndoBegan.class);
    types.put("operation.doubted.1", OperationEvent.Doubted.class);
    types.put("operation.settled.1", OperationEvent.Settled.class);
    types.put("operation.abort_asked.1", OperationEvent.AbortAsked.class);
    types.put("operation.late_outcome.1", OperationEvent.LateOutcome.class);
    types.put("operation.ended.1", OperationEvent.Ended.class);
    types.put("operation.input_refused.1", OperationEvent.InputRefused.class);
    return types;
  }

  /** Returns the family of operation streams. */
  public static Family<Operation, OperationInput, OperationEvent, Known> family(
      Supplier<Known> known) {
    return new Family<>(
        EVENTS, OperationInput.class, OperationEvent.class, new OperationDecider(), known);
  }

  /** Returns the stream of an operation. */
  public static StreamId stream(String id) {
    return new StreamId("operation", id);
  }

  @Override
  public Operation initial(StreamId stream) {
    return Operation.none(stream.id());
  }

  @Override
  public Decision<OperationEvent> decide(
      Operation state, OperationInput input, Context<Known> context) {
    Asking asking = new Asking(state, context);
    Intervening intervening = new Intervening(state, context);
    return switch (input) {
      case OperationInput.Ask ask -> asking.ask(ask);
      case OperationInput.Confirm confirm -> asking.confirm(confirm);
      case OperationInput.Sign sign -> asking.sign(sign.review());
      case OperationInput.BreakGlass glass -> asking.breakGlass(glass);
      case OperationInput.Abort abort ->
          state.isRunning() ? intervening.abort(abort) : asking.withdraw(abort);
      case OperationInput.Settle settle -> intervening.settle(settle);
      case OperationInput.TakeOver takeOver -> intervening.takeOver(takeOver);
      case OperationInput.Halted halted -> intervening.halted(halted);
      case OperationInput.Voided(var why) -> asking.voided(why);
    };
  }

  @Override
  public Decision<OperationEvent> done(Operation state, WorkDone done, Context<Known> context) {
    Asking asking = new Asking(state, context);
    Executing executing = new Executing(state, context);
    return switch (done) {
      case WorkDone.Drafted(_, var previews) when state.phase() instanceof Phase.Drafting ->
          asking.drafted(previews);
      case WorkDone.Observed observed ->
          switch (state.phase()) {
            case Phase.Weighing(var wave) -> asking.weighed(wave, observed.readings());
            case Phase.Proving proving -> executing.proven(proving, observed.readings());
            case Phase.Looking looking -> executing.looked(looking, observed.readings());
            case Phase.None _,
                Phase.Drafting _,
                Phase.Confirming _,
                Phase.Approving _,
                Phase.Acting _,
                Phase.Resting _,
                Phase.Doubtful _,
                Phase.Ended _ ->
                Decision.nothing();
          };
      case WorkDone.Acted acted -> executing.acted(acted.key(), acted.outcome());
      case WorkDone.OwnerLost lost ->
          state.phase() instanceof Phase.Approving
              ? new Summoning(state, context).ownerLost(lost.key())
              : executing.ownerLost(lost.key());
      case WorkDone.Told told ->
          state.phase() instanceof Phase.Approving
              ? new Summoning(state, context).told(told.key(), told.why())
              : Decision.nothing();
      case WorkDone.Woken woken -> woken(state, woken.key(), context);
      case WorkDone.Drafted _ -> Decision.nothing();
    };
  }

  private static Decision<OperationEvent> woken(
      Operation state, String key, Context<Known> context) {
    Asking asking = new Asking(state, context);
    boolean glass = key.equals(GLASS);
    if (state.phase() instanceof Phase.Resting resting) {
      return new Executing(state, context).tryAgain(resting);
    } else if (state.phase() instanceof Phase.Approving approving
        && !glass
        && !key.equals(EXPIRY)) {
      Decision<OperationEvent> over = asking.woken(false);
      return over.events().isEmpty() ? new Summoning(state, context).woken(approving) : over;
    }
    return asking.woken(glass);
  }

  @Override
  public Operation evolve(Operation state, OperationEvent event, Instant at) {
    return Evolution.evolve(state, event, at);
  }

  @Override
  public Set<Work> work(Operation state) {
    return switch (state.phase()) {
      case Phase.None _, Phase.Doubtful _, Phase.Ended _ -> Set.of();
      case Phase.Drafting _ -> Set.of(new Work.Draft(DRAFT, state.request().draft().calls()));
      case Phase.Weighing(var wave) -> Set.of(observe("weigh", wave));
      case Phase.Confirming(_, var until) -> Set.of(new Work.Wake(EXPIRY, until));
      case Phase.Approving a -> approving(a, state.summons());
      case Phase.Proving(var wave, _) -> Set.of(observe("prove", wave));
      case Phase.Acting acting -> Set.of(act(state, acting));
      case Phase.Looking looking ->
          Set.of(observe("look " + key(looking.cursor()), looking.wave()));
      case Phase.Resting(_, var until) -> Set.of(new Work.Wake(REST, until));
    };
  }

  /** A broken glass ends the wait for signatures: what would expire starts instead. */
  private static Set<Work> approving(Phase.Approving a, Summons summons) {
    Set<Work> work = new LinkedHashSet<>(Summoning.work(summons));
    work.add(
        a.glass()
            .map(g -> new Work.Wake(GLASS, g.startsAt()))
            .orElseGet(() -> new Work.Wake(EXPIRY, a.until())));
    return work;
  }

  private static Work observe(String key, Wave wave) {
    return new Work.Observe(key, wave.calls(), wave.notBefore());
  }

  private static Work act(Operation state, Phase.Acting acting) {
    Step.Act step = (Step.Act) state.step(acting.cursor());
    return new Work.Act(
        actKey(state, acting.cursor()),
        step.call(),
        state.plan().seen(step).fingerprint(),
        acting.owner(),
        !acting.cursor().lastly());
  }

  static String actKey(Operation state, Phase.Cursor cursor) {
    return "act " + key(cursor) + " " + state.log(cursor).map(StepLog::tries).orElse(0);
  }

  private static String key(Phase.Cursor cursor) {
    return (cursor.lastly() ? "undo " : "step ") + cursor.index();
  }

  /**
   * What is on record as begun may be stopped, verified and undone before that is recorded. Nothing
   * else may: no step begins but of the undo, and no person settles or takes over.
   */
  @Override
  public Meanwhile meanwhile(Operation state, Decision<OperationEvent> decision) {
    boolean ends = decision.events().stream().allMatch(OperationDecider::endsOnly);
    if (!state.isRunning() || !ends) {
      return Meanwhile.WAITS;
    }
    boolean stops =
        decision.events().stream().anyMatch(OperationEvent.AbortAsked.class::isInstance);
    return stops ? Meanwhile.STOPS : Meanwhile.UNDOES;
  }

  private static boolean endsOnly(OperationEvent event) {
    return switch (event) {
      case OperationEvent.StepBegan began -> began.cursor().lastly();
      case OperationEvent.Ended ended -> ended.ending() != Ending.TAKEN_OVER;
      case OperationEvent.StepEnded _,
          OperationEvent.StepLost _,
          OperationEvent.LateOutcome _,
          OperationEvent.LookBegan _,
          OperationEvent.LookEnded _,
          OperationEvent.EvidenceRead _,
          OperationEvent.CausesSeen _,
          OperationEvent.UndoBegan _,
          OperationEvent.UndoRests _,
          OperationEvent.Doubted _,
          OperationEvent.AbortAsked _ ->
          true;
      case OperationEvent.Requested _,
          OperationEvent.DoneFor _,
          OperationEvent.Planned _,
          OperationEvent.Judged _,
          OperationEvent.ConfirmationAsked _,
          OperationEvent.ApprovalAsked _,
          OperationEvent.Reviewed _,
          OperationEvent.GlassBroken _,
          OperationEvent.Authorised _,
          OperationEvent.Settled _,
          OperationEvent.Around _,
          OperationEvent.InputRefused _ ->
          false;
    };
  }

  @Override
  public boolean isClosed(Operation state) {
    return state.isEnded() || state.phase() instanceof Phase.None;
  }
}
