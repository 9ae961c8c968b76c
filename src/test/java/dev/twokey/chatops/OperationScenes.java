package dev.twokey.chatops;

import static dev.twokey.chatops.Cast.ANA;
import static dev.twokey.chatops.Cast.BEN;
import static dev.twokey.chatops.Cast.CHI;

import dev.twokey.approval.Review;
import dev.twokey.chat.Card;
import dev.twokey.guard.Judgement;
import dev.twokey.guard.Verdict;
import dev.twokey.journal.ReplicaId;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Ending;
import dev.twokey.operation.Fold;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Summons;
import dev.twokey.plan.Plan;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The card of an operation in each of its states. */
final class OperationScenes {
  private final Map<String, Card> cards = new LinkedHashMap<>();

  private OperationScenes() {}

  static Map<String, Card> all() {
    OperationScenes scenes = new OperationScenes();
    scenes.waiting();
    scenes.running();
    scenes.ended();
    scenes.refused();
    return scenes.cards;
  }

  private void put(String name, Fold fold) {
    put(name, fold, Cast.facts());
  }

  private void put(String name, Fold fold, Facts facts) {
    cards.put("operation-" + name, OperationCards.card(fold.state(), facts, fold.now()));
  }

  private void waiting() {
    Plan prod = Restart.plan("prod");
    Plan staging = Restart.plan("staging");
    put("drafting", Restart.asked(staging));
    put("weighing", Restart.planned(staging).after(1));
    put("confirming", Restart.confirming(staging, "").after(5));
    put("confirming-phrase", Restart.confirming(prod, "KILL-PROD").after(5));
    put("approving", Restart.approving().after(100));
    put(
        "approving-unread",
        Restart.approving(
                prod,
                Restart.ONE_APPROVER,
                List.of(BEN, CHI),
                new Judgement(
                    "needs",
                    new Verdict.NeedsConfirmation(
                        "", "could not tell whether worker_wedged.holds: queues.transcode_jobs")))
            .after(5));
    put(
        "approving-mitigation",
        Restart.approving(prod, Restart.ONE_APPROVER, List.of(BEN), Restart.needs()).after(5));
    Fold two = Restart.approving(prod, Restart.TWO_APPROVERS, List.of(BEN, CHI)).after(30);
    put(
        "approving-one-of-two",
        two.with(new OperationEvent.Reviewed(Restart.review(two, BEN, true, ""))));
    put(
        "approving-destroy",
        Restart.approving(Restart.purge(), Restart.ONE_APPROVER, List.of(BEN, CHI)));
    Fold night = called();
    put("approving-on-call", night.after(20));
    put("approving-pager-deaf", deaf(night));
    messages("call", night.after(20));
    messages("call-settled", signed(night));
    messages("call-pager-deaf", deaf(night));
    Judgement frozen = Restart.frozen();
    put(
        "approving-frozen",
        Restart.approving(
                prod,
                Restart.ONE_APPROVER.and(((Verdict.NeedsApproval) frozen.verdict()).rule()),
                List.of(BEN, CHI),
                frozen)
            .after(5));
    put(
        "approving-touching",
        Restart.approving(prod, Restart.ONE_APPROVER, List.of(BEN, CHI), Restart.touching())
            .after(5));
    put("approving-denied-before", Restart.deniedBefore(earlier()).after(5));
    nobody(prod);
  }

  /** Ben is on call and was called; the others are next. */
  private static Fold called() {
    return Restart.judged(Restart.plan("prod"))
        .with(
            new OperationEvent.ApprovalAsked(
                Restart.ONE_APPROVER,
                List.of(BEN, CHI),
                Restart.in(Duration.ofMinutes(15)),
                List.of(
                    new Summons.Stage(Summons.Kind.ON_CALL, Cast.T0),
                    new Summons.Stage(Summons.Kind.GROUP, Restart.in(Duration.ofMinutes(2))),
                    new Summons.Stage(Summons.Kind.PAGER, Restart.in(Duration.ofMinutes(5))))),
            new OperationEvent.SignersCalled(Summons.Kind.ON_CALL, List.of(BEN)));
  }

  private static Fold deaf(Fold night) {
    ReplicaId replica = new ReplicaId("bot-1", 1);
    return night
        .after(118)
        .with(new OperationEvent.SignersCalled(Summons.Kind.GROUP, List.of(BEN, CHI)))
        .after(180)
        .with(new OperationEvent.PagerCalled("pager", 1, replica))
        .after(10)
        .with(
            new OperationEvent.PagerAnswered(
                1,
                Optional.of(
                    new Problem(
                        ErrorCode.SYSTEM_UNREACHABLE,
                        "No connection to pager.example.",
                        "Look whether the process runs.")),
                Optional.of(Restart.in(Duration.ofSeconds(315)))))
        .after(2);
  }

  private static Fold signed(Fold night) {
    Fold later = night.after(60);
    return later.with(
        new OperationEvent.Reviewed(Restart.review(later, BEN, true, "")),
        new OperationEvent.Authorised(
            new Authority.Approved(List.of(BEN), later.now()),
            later.now().plusSeconds(600),
            new dev.twokey.diagnosis.Wave(Map.of(), later.now(), later.now())));
  }

  private void messages(String name, Fold fold) {
    cards.put(
        name,
        List.copyOf(SummonsCards.cards(fold.state(), Cast.facts(), fold.now()).values())
            .getLast()
            .card());
  }

  private static Review earlier() {
    return new Review(
        BEN,
        Cast.account(BEN),
        false,
        "",
        "not while the import runs",
        Cast.T0.minusSeconds(1_500));
  }

  private void nobody(Plan prod) {
    Fold alone = Restart.approving(prod, Restart.ONE_APPROVER, List.of()).after(5);
    Facts noBreakGlass = Facts.of(Cast.inventory(), Cast.roster(ANA), 412);
    Facts breakGlass = new Facts(Cast.inventory(), Cast.roster(ANA), true, 412);
    put("nobody-can-sign", alone, noBreakGlass);
    put("nobody-can-sign-break-glass", alone, breakGlass);
    put(
        "nobody-can-sign-destroy",
        Restart.approving(Restart.purge(), Restart.ONE_APPROVER, List.of()).after(5),
        breakGlass);
    put(
        "glass-broken",
        alone
            .with(
                new OperationEvent.GlassBroken(
                    ANA, "Ben and Chi are on a plane", alone.now().plusSeconds(60)))
            .after(18),
        breakGlass);
  }

  private void running() {
    put("proving", Restart.proving());
    put("acting", Restart.acting().after(2));
    put("looking", Restart.looking());
    Fold stopping = Restart.acting().after(2);
    put("stopping", stopping.with(new OperationEvent.AbortAsked(CHI, "wrong worker")).after(1));
    put("doubtful", Restart.doubtful("not verified: can't tell: workload.instances"));
    put("doubtful-verified", Restart.doubtful("verified: a new process in each instance"));
    Fold alone = Restart.approving(Restart.plan("prod"), Restart.ONE_APPROVER, List.of()).after(60);
    put(
        "running-behind-broken-glass",
        alone
            .with(
                new OperationEvent.Authorised(
                    new Authority.BrokenGlass(ANA, "Ben and Chi are on a plane", alone.now()),
                    alone.now().plusSeconds(600),
                    new dev.twokey.diagnosis.Wave(Map.of(), alone.now(), alone.now())),
                new OperationEvent.StepBegan(
                    Restart.FIRST, "act", new dev.twokey.journal.ReplicaId("bot-1", 1)))
            .after(3));
  }

  private void ended() {
    put("succeeded", Restart.succeeded().after(60));
    put(
        "failed",
        end(
            Restart.looking()
                .after(120)
                .with(
                    new OperationEvent.LookEnded(
                        Restart.FIRST, "act", false, "transcode_jobs has no consumer")),
            Ending.FAILED,
            ErrorCode.VERIFY_FAILED,
            "'restart worker-transcode' was not verified in time: transcode_jobs has no consumer.",
            "Look at the target; the by-hand line is on the card."));
    put(
        "stopped",
        end(
            Restart.looking()
                .with(
                    new OperationEvent.AbortAsked(CHI, "wrong worker"),
                    new OperationEvent.LookEnded(Restart.FIRST, "act", false, "stopped by chi")),
            Ending.ABORTED,
            ErrorCode.CANCELLED,
            "Stopped by chi: wrong worker",
            ""));
    put(
        "not-done",
        end(
            Restart.doubtful("not verified: can't tell: workload.instances")
                .after(60)
                .with(new OperationEvent.Settled(BEN, false)),
            Ending.NOT_DONE,
            ErrorCode.OUTCOME_UNKNOWN,
            "ben says that it was not done.",
            "Ask for it again if it is still needed."));
    put(
        "taken-over",
        end(
            Restart.doubtful("not verified: can't tell: workload.instances").after(60),
            Ending.TAKEN_OVER,
            ErrorCode.CANCELLED,
            "chi took it over: looking into it on the host",
            ""));
  }

  private static Fold end(Fold fold, Ending ending, ErrorCode code, String what, String advice) {
    return Restart.ended(fold, ending, code, what, advice);
  }

  private void refused() {
    Fold denied = Restart.approving().after(200);
    put(
        "denied",
        end(
            denied.with(
                new OperationEvent.Reviewed(
                    Restart.review(denied, BEN, false, "not while the import runs"))),
            Ending.DENIED,
            ErrorCode.APPROVAL_DENIED,
            "ben denied it: not while the import runs",
            "Mend what was said, then ask again; the denial is shown with the next request."));
    put(
        "expired",
        end(
            Restart.approving().after(Duration.ofMinutes(15)),
            Ending.EXPIRED,
            ErrorCode.APPROVAL_EXPIRED,
            "Nobody signed it in time.",
            "Ask for it again; its evidence is too old by now."));
    put(
        "withdrawn",
        end(
            Restart.approving().after(90),
            Ending.WITHDRAWN,
            ErrorCode.CANCELLED,
            "withdrawn by ana.",
            ""));
    put(
        "superseded",
        end(
            Restart.proving().after(1),
            Ending.SUPERSEDED,
            ErrorCode.PLAN_SUPERSEDED,
            "The policy for prod changed since this was planned.",
            "Ask for it again: the new plan is shown and signed anew."));
    forbidden();
    put(
        "impossible",
        end(
            Restart.asked(Restart.plan("prod")).after(5),
            Ending.REFUSED,
            ErrorCode.SYSTEM_UNREACHABLE,
            "The host api-1 does not answer.",
            "Look whether it is up."));
  }

  private void forbidden() {
    Problem forbidden =
        new Problem(
            ErrorCode.FORBIDDEN,
            "Forbidden now (rabbitmq-down.md, rabbitmq_down.keep_the_outbox): The client comes back"
                + " by itself. A restart drops the events it still holds.",
            "/diagnose tells what is wrong and what helps.");
    Problem locked =
        new Problem(
            ErrorCode.LOCKED,
            "prod/worker-transcode is being changed by chi since 2026-11-22T14:17:02Z.",
            "Wait for it, or /takeover worker-transcode REASON if nobody is on it.");
    Fold judged =
        Restart.judged(
            Restart.plan("prod"),
            new Judgement("contraindication", new Verdict.Deny(forbidden)),
            new Judgement("lock", new Verdict.Deny(locked)));
    put(
        "refused",
        judged.with(
            new OperationEvent.Ended(Ending.REFUSED, Optional.empty(), Optional.of(locked))));
  }
}
