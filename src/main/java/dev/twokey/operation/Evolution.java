package dev.twokey.operation;

import dev.twokey.action.Outcome;
import dev.twokey.diagnosis.Sample;
import dev.twokey.diagnosis.Samples;
import dev.twokey.operation.OperationEvent.ApprovalAsked;
import dev.twokey.operation.OperationEvent.Authorised;
import dev.twokey.operation.OperationEvent.ConfirmationAsked;
import dev.twokey.operation.OperationEvent.Doubted;
import dev.twokey.operation.OperationEvent.EvidenceRead;
import dev.twokey.operation.OperationEvent.GlassBroken;
import dev.twokey.operation.OperationEvent.Judged;
import dev.twokey.operation.OperationEvent.LookBegan;
import dev.twokey.operation.OperationEvent.LookEnded;
import dev.twokey.operation.OperationEvent.Requested;
import dev.twokey.operation.OperationEvent.Reviewed;
import dev.twokey.operation.OperationEvent.StepBegan;
import dev.twokey.operation.OperationEvent.StepEnded;
import dev.twokey.operation.OperationEvent.StepLost;
import dev.twokey.operation.OperationEvent.UndoBegan;
import dev.twokey.operation.OperationEvent.UndoRests;
import dev.twokey.plan.PlanHash;
import dev.twokey.plan.PlanText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How each event changes the state. */
final class Evolution {
  private Evolution() {}

  static Operation evolve(Operation state, OperationEvent event, Instant at) {
    Next next = new Next(state);
    switch (event) {
      case Requested e -> {
        next.asked =
            Optional.of(new Operation.Asked(e.request(), e.incident(), Optional.empty(), at));
        next.phase = new Phase.Drafting();
      }
      case OperationEvent.DoneFor e ->
          next.asked =
              state
                  .asked()
                  .map(a ->
                      new Operation.Asked(
                          a.request(), a.incident(), Optional.of(e.task()), a.at()));
      case OperationEvent.Planned e -> {
        next.planned =
            Optional.of(
                new Operation.Planned(
                    PlanText.read(e.plan()), new PlanHash(e.hash()), at, e.earlier()));
        next.phase = new Phase.Weighing(e.evidence());
      }
      case EvidenceRead e -> read(next, e, at);
      case OperationEvent.CausesSeen e -> next.seen = e.causes();
      case Judged e -> next.judgements = e.judgements();
      case ConfirmationAsked e -> next.phase = new Phase.Confirming(e.phrase(), e.until());
      case ApprovalAsked e -> toSign(next, e);
      case OperationEvent.Around e -> around(next, state, e, at);
      case Reviewed e -> next.reviews = append(state.reviews(), e.review());
      case GlassBroken e -> glass(next, e, at);
      case Authorised e -> {
        next.authority = Optional.of(e.authority());
        next.phase = new Phase.Proving(e.evidence(), e.startBy());
      }
      case StepBegan e -> {
        next.log(e.cursor(), at, StepLog::acting);
        next.phase = new Phase.Acting(e.cursor(), e.owner());
      }
      case StepEnded e -> next.log(e.cursor(), at, l -> ended(l, e.outcome(), at));
      case StepLost e ->
          next.log(e.cursor(), at, l -> l.unknown("the process that ran it is gone"));
      case LookBegan e -> {
        next.log(e.cursor(), at, l -> l.looking(l.line()));
        next.phase = new Phase.Looking(e.cursor(), e.evidence(), at, e.until(), e.unknown());
      }
      case LookEnded e ->
          next.log(
              e.cursor(),
              at,
              l -> l.over(e.held() ? StepLog.State.DONE : StepLog.State.FAILED, at, e.line()));
      case UndoRests e -> {
        next.log(e.cursor(), at, l -> l.says(e.why().what()));
        next.phase = new Phase.Resting(e.cursor(), e.until());
      }
      case UndoBegan e ->
          next.afterUndo = Optional.of(new Operation.AfterUndo(e.ending(), e.why(), at));
      case Doubted e -> {
        next.log(e.cursor(), at, l -> l.over(StepLog.State.UNKNOWN, at, e.verified()));
        next.phase = new Phase.Doubtful(e.cursor(), e.verified());
      }
      case OperationEvent.Settled e -> settled(next, e, at);
      case OperationEvent.AbortAsked e ->
          next.abort = Optional.of(new Operation.Abort(e.by(), e.reason(), at));
      case OperationEvent.Ended e -> next.phase = new Phase.Ended(e.ending(), e.why(), at);
      case OperationEvent.LateOutcome _, OperationEvent.InputRefused _ -> {}
    }
    return next.build();
  }

  private static void toSign(Next next, ApprovalAsked e) {
    next.summons = new Summons(List.of(), e.stages(), Optional.empty());
    next.phase = new Phase.Approving(e.rule(), e.asked(), e.until(), Optional.empty());
  }

  private static void around(Next next, Operation state, OperationEvent.Around event, Instant at) {
    next.summons =
        switch (event) {
          case OperationEvent.SignersCalled(var kind, var people) ->
              state.summons().called(new Summons.Call(kind, people, at));
          case OperationEvent.PagerCalled(var connection, var attempt, var owner) ->
              state
                  .summons()
                  .paged(
                      new Summons.Page(
                          connection,
                          attempt,
                          owner,
                          new Summons.Page.State.Calling(),
                          state.summons().page().flatMap(Summons.Page::why),
                          at));
          case OperationEvent.PagerAnswered(var attempt, var why, var again) ->
              state.summons().answered(attempt, why, again, at);
        };
  }

  private static StepLog ended(StepLog log, Outcome outcome, Instant at) {
    StepLog acted = log.acted(at, Words.outcome(outcome));
    return outcome instanceof Outcome.Unknown ? acted.unknown("") : acted;
  }

  private static void read(Next next, EvidenceRead e, Instant at) {
    next.samples = keep(next.samples, e.samples());
    Map<String, Instant> causes = new TreeMap<>(next.causes);
    e.causes().forEach(c -> causes.putIfAbsent(c, at));
    next.causes = causes;
    switch (next.phase) {
      case Phase.Weighing _ -> next.phase = new Phase.Weighing(e.next());
      case Phase.Proving p -> next.phase = new Phase.Proving(e.next(), p.startBy());
      case Phase.Looking l -> {
        next.log(l.cursor(), at, log -> log.says(e.line()));
        next.phase = new Phase.Looking(l.cursor(), e.next(), l.since(), l.until(), l.unknown());
      }
      case Phase.None _,
          Phase.Drafting _,
          Phase.Confirming _,
          Phase.Approving _,
          Phase.Acting _,
          Phase.Resting _,
          Phase.Doubtful _,
          Phase.Ended _ -> {}
    }
  }

  private static void glass(Next next, GlassBroken e, Instant at) {
    if (next.phase instanceof Phase.Approving a) {
      Phase.Glass glass = new Phase.Glass(e.by(), e.reason(), at, e.startsAt(), e.passkey());
      next.phase = new Phase.Approving(a.rule(), a.asked(), a.until(), Optional.of(glass));
    }
  }

  private static void settled(Next next, OperationEvent.Settled e, Instant at) {
    if (next.phase instanceof Phase.Doubtful d) {
      String line = e.by() + (e.done() ? " says it was done" : " says it was not done");
      next.log(
          d.cursor(),
          at,
          l -> l.over(e.done() ? StepLog.State.DONE : StepLog.State.FAILED, at, line));
    }
  }

  private static List<Sample> keep(List<Sample> old, List<Sample> fresh) {
    List<Sample> all = new ArrayList<>(old);
    all.addAll(fresh);
    return all.size() <= Operation.SAMPLES_MAX
        ? all
        : all.subList(all.size() - Operation.SAMPLES_MAX, all.size());
  }

  private static <T> List<T> append(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }

  /** The state under construction. */
  private static final class Next {
    private final Operation before;
    private Optional<Operation.Asked> asked;
    private Optional<Operation.Planned> planned;
    private List<dev.twokey.guard.Judgement> judgements;
    private List<dev.twokey.approval.Review> reviews;
    private Optional<Authority> authority;
    private List<Sample> samples;
    private Map<String, Samples.Seen> seen;
    private List<StepLog> log;
    private Map<String, Instant> causes;
    private Optional<Operation.AfterUndo> afterUndo;
    private Optional<Operation.Abort> abort;
    private Summons summons;
    private Phase phase;

    Next(Operation before) {
      this.before = before;
      this.asked = before.asked();
      this.planned = before.planned();
      this.judgements = before.judgements();
      this.reviews = before.reviews();
      this.authority = before.authority();
      this.samples = before.samples();
      this.seen = before.seen();
      this.log = before.log();
      this.causes = before.causes();
      this.afterUndo = before.afterUndo();
      this.abort = before.abort();
      this.summons = before.summons();
      this.phase = before.phase();
    }

    void log(Phase.Cursor cursor, Instant at, UnaryOperator<StepLog> change) {
      List<StepLog> changed = new ArrayList<>();
      boolean found = false;
      for (StepLog entry : log) {
        boolean same = entry.cursor().equals(cursor);
        found |= same;
        changed.add(same ? change.apply(entry) : entry);
      }
      if (!found) {
        StepLog fresh =
            new StepLog(
                cursor, StepLog.State.LOOKING, at, Optional.empty(), Optional.empty(), "", 0);
        changed.add(change.apply(fresh));
      }
      log = changed;
    }

    Operation build() {
      return new Operation(
          before.id(),
          asked,
          planned,
          judgements,
          reviews,
          authority,
          samples,
          seen,
          log,
          causes,
          afterUndo,
          abort,
          summons,
          phase);
    }
  }
}
