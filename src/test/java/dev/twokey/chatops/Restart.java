package dev.twokey.chatops;

import static dev.twokey.chatops.Cast.ANA;
import static dev.twokey.chatops.Cast.BEN;
import static dev.twokey.chatops.Cast.CHI;
import static dev.twokey.chatops.Cast.INC_142;
import static dev.twokey.chatops.Cast.T0;

import dev.twokey.action.ActionCall;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.approval.DenialEvent.Denied;
import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.diagnosis.Wave;
import dev.twokey.guard.EvidenceLine;
import dev.twokey.guard.Judgement;
import dev.twokey.guard.Verdict;
import dev.twokey.inventory.Target;
import dev.twokey.journal.ReplicaId;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Ending;
import dev.twokey.operation.Fold;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Phase;
import dev.twokey.operation.Request;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Draft;
import dev.twokey.plan.Expectation;
import dev.twokey.plan.Plan;
import dev.twokey.plan.PlanHash;
import dev.twokey.plan.PlanText;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.probe.ProbeCall;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A restart of a worker at each point of its way. */
final class Restart {
  static final Rule ONE_APPROVER =
      new Rule("approver", 1, Duration.ofMinutes(15), Duration.ofMinutes(10));
  static final Rule TWO_APPROVERS =
      new Rule("approver", 2, Duration.ofMinutes(15), Duration.ofMinutes(10));
  static final Phase.Cursor FIRST = new Phase.Cursor(false, 0);
  private static final Wave NO_WAVE = new Wave(Map.of(), T0, T0);
  private static final ReplicaId REPLICA = new ReplicaId("bot-1", 1);

  private Restart() {}

  // ---- the plan

  static Plan plan(String environment) {
    ProbeCall instances =
        new ProbeCall(
            "workload.instances",
            environment,
            Optional.empty(),
            Map.of("workload", "worker-transcode"),
            Duration.ofSeconds(5));
    Step.Act act =
        new Step.Act(
            "act",
            "restart worker-transcode",
            new ActionCall(
                "workload.restart",
                environment,
                Map.of("workload", "worker-transcode"),
                Duration.ofSeconds(60)),
            new Verification.Meets(
                List.of(
                    new Expectation(
                        instances,
                        "instances.started",
                        Expectation.Test.SINCE_STEP,
                        "",
                        "a new process in each instance"),
                    new Expectation(
                        instances,
                        "instances.ready",
                        Expectation.Test.EQUALS,
                        "true",
                        "transcode_jobs has a consumer")),
                Duration.ofMinutes(2)));
    Draft draft = draft(environment, "restart worker-transcode", Risk.CHANGE, act, "queue stuck");
    Preview.Ready seen =
        new Preview.Ready(
            List.of(new Target(environment, "worker-transcode")),
            "restart unit worker-transcode",
            List.of(
                "worker-transcode runs since 2026-11-19 09:12:01 UTC (pid 4711) -> a new process"),
            "f00d",
            "not needed: it is safe to repeat",
            "ssh api-1 sudo systemctl restart worker-transcode");
    return new Plan(draft, Map.of("act", seen), "role=responder");
  }

  static Plan purge() {
    Step.Act act =
        new Step.Act(
            "act",
            "purge transcode_jobs",
            new ActionCall(
                "rabbitmq.queue.purge",
                "prod",
                Map.of("queue", "transcode_jobs"),
                Duration.ofSeconds(60)),
            new Verification.None());
    Preview.Ready seen =
        new Preview.Ready(
            List.of(new Target("prod", "transcode_jobs")),
            "purge queue transcode_jobs in virtual host / of rabbitmq",
            List.of("transcode_jobs: 8412 waiting messages are lost"),
            "f00d",
            "",
            "rabbitmqctl -p '/' purge_queue 'transcode_jobs'");
    return new Plan(
        draft("prod", "purge transcode_jobs", Risk.DESTROY, act, ""),
        Map.of("act", seen),
        "role=responder");
  }

  private static Draft draft(
      String environment, String title, Risk risk, Step.Act act, String reason) {
    String note =
        risk == Risk.DESTROY
            ? "Throws away all messages that wait in a queue. Nothing brings them back."
            : "Jobs in flight start again.";
    return new Draft(
        title,
        environment,
        risk,
        List.of(act),
        List.of(),
        List.of(),
        Optional.empty(),
        Map.of(),
        List.of("restart"),
        List.of(note),
        reason,
        Optional.empty());
  }

  // ---- the way

  static Fold asked(Plan plan) {
    String text = "/" + plan.draft().title() + " " + plan.draft().environment();
    Request request =
        new Request(ANA, Cast.account(ANA), INC_142, text, plan.draft(), !isProd(plan));
    return Fold.start("op-142", T0)
        .with(new OperationEvent.Requested(request, Optional.of("inc-142")));
  }

  static Fold planned(Plan plan) {
    String text = PlanText.write(plan);
    return asked(plan)
        .after(1)
        .with(new OperationEvent.Planned(text, PlanHash.of(text).hex(), NO_WAVE));
  }

  static Fold judged(Plan plan, Judgement... more) {
    return planned(plan).after(1).with(new OperationEvent.Judged(judgements(plan, more), false));
  }

  static List<Judgement> judgements(Plan plan, Judgement... more) {
    List<Judgement> all = new ArrayList<>();
    all.add(allow("role", "ana is responder"));
    all.add(allow("halt", "nothing is halted"));
    all.add(allow("lock", "lock free"));
    all.add(
        isProd(plan)
            ? allow("cooldown", "not changed in the last 600 s")
            : new Judgement("cooldown", new Verdict.NotAsked()));
    all.add(new Judgement("needs", new Verdict.NotAsked()));
    all.add(allow("contraindication", "nothing forbids it"));
    all.add(new Judgement("backup_freshness", new Verdict.NotAsked()));
    all.add(
        isProd(plan)
            ? new Judgement("confirmation", new Verdict.NotAsked())
            : new Judgement("confirmation", new Verdict.NeedsConfirmation("", "press to run it")));
    all.add(
        isProd(plan)
            ? new Judgement("approval", new Verdict.NeedsApproval(ONE_APPROVER))
            : new Judgement("approval", new Verdict.NotAsked()));
    for (Judgement judgement : more) {
      if (all.stream().noneMatch(j -> j.guard().equals(judgement.guard()))) {
        all.add(judgement);
      }
      all.replaceAll(j -> j.guard().equals(judgement.guard()) ? judgement : j);
    }
    return all;
  }

  /** The runbook's condition for the remedy, with what was read for it. */
  static Judgement needs() {
    Instant at = T0.minusSeconds(2);
    return new Judgement(
        "needs",
        new Verdict.Allow("worker_wedged.holds holds"),
        List.of(
            new EvidenceLine("transcode_jobs has 8,412 waiting, 0 consumers", at),
            new EvidenceLine("worker-transcode 1 of 1: pid 4711, runs since 3 d", at),
            new EvidenceLine("the queue grows by 41 a second", at),
            new EvidenceLine("overview of api-1 can't be read: it timed out after 5 s", at),
            new EvidenceLine("dmca_propagation has 0 waiting, 1 consumer", at.minusSeconds(8))));
  }

  /** The calendar says that prod is frozen, and two more can make an exception. */
  static Judgement frozen() {
    return new Judgement(
        "freeze",
        new Verdict.NeedsApproval(
            Rule.of(
                List.of(
                    new Rule.Demand(
                        "approver",
                        1,
                        "against the freeze of prod: year end until 2027-01-02 06:00 UTC")),
                ONE_APPROVER.pending(),
                ONE_APPROVER.startWithin())),
        List.of(
            new EvidenceLine(
                "the freeze calendar freeze.ics has year end until 2027-01-02 06:00 UTC",
                T0.minusSeconds(2))));
  }

  /** What the other guards of this kind say of a restart one after the other. */
  static Judgement[] touching() {
    return new Judgement[] {
      allow("channel", "asked for in slack:C01, the team's alone"),
      allow("freeze", "no freeze"),
      new Judgement(
          "self_dependency",
          new Verdict.Allow("nothing that Twokey stands on"),
          List.of(
              new EvidenceLine(
                  "WARNING: worker-transcode lies on Twokey's own machine (10.0.0.7); what stops"
                      + " that stops Twokey",
                  T0.minusSeconds(3600)))),
      new Judgement(
          "blast_radius",
          new Verdict.Allow(
              "touches 1 of 3 ready instances of worker-transcode at a time (33 %), leaves 2"),
          List.of(
              new EvidenceLine("worker-transcode has 3 of 3 instances ready", T0.minusSeconds(2))))
    };
  }

  static Judgement allow(String guard, String says) {
    return new Judgement(guard, new Verdict.Allow(says));
  }

  private static boolean isProd(Plan plan) {
    return plan.draft().environment().equals("prod");
  }

  static Fold confirming(Plan plan, String phrase, Judgement... more) {
    return judged(plan, more)
        .with(new OperationEvent.ConfirmationAsked(phrase, T0.plus(Duration.ofMinutes(10))));
  }

  static Fold approving(Plan plan, Rule rule, List<PersonId> asked, Judgement... more) {
    return judged(plan, more)
        .with(new OperationEvent.ApprovalAsked(rule, asked, T0.plus(Duration.ofMinutes(15))));
  }

  /** The same was denied before; those who sign now see why. */
  static Fold deniedBefore(Review before) {
    Plan plan = plan("prod");
    String text = PlanText.write(plan);
    Denied denied = new Denied("op-0", before, ONE_APPROVER, List.of("workload.restart"));
    return asked(plan)
        .after(1)
        .with(new OperationEvent.Planned(text, PlanHash.of(text).hex(), NO_WAVE, List.of(denied)))
        .after(1)
        .with(
            new OperationEvent.Judged(judgements(plan), false),
            new OperationEvent.ApprovalAsked(
                ONE_APPROVER, List.of(BEN, CHI), T0.plus(Duration.ofMinutes(15))));
  }

  static Fold approving() {
    return approving(plan("prod"), ONE_APPROVER, List.of(BEN, CHI));
  }

  static Review review(Fold at, PersonId by, boolean approves, String reason) {
    return new Review(by, Cast.account(by), approves, at.state().hash().hex(), reason, at.now());
  }

  /** Approved by Ben two minutes after it was asked. */
  static Fold proving() {
    Fold later = approving().after(Duration.ofSeconds(125));
    return later.with(
        new OperationEvent.Reviewed(review(later, BEN, true, "")),
        new OperationEvent.Authorised(
            new Authority.Approved(List.of(BEN), later.now()),
            later.now().plus(Duration.ofMinutes(10)),
            NO_WAVE));
  }

  static Fold acting() {
    return proving().after(1).with(new OperationEvent.StepBegan(FIRST, "act", REPLICA));
  }

  static Fold looking() {
    Fold acted = acting().after(4);
    return acted
        .with(
            new OperationEvent.StepEnded(
                FIRST, "act", new Outcome.Succeeded("worker-transcode runs (pid 5120)")),
            new OperationEvent.LookBegan(
                FIRST, "act", NO_WAVE, acted.now().plus(Duration.ofMinutes(2)), false))
        .after(2)
        .with(
            new OperationEvent.EvidenceRead(
                List.of(), "a new process in each instance; no consumer yet", List.of(), NO_WAVE));
  }

  static Fold doubtful(String verified) {
    Fold lost = acting().after(9).with(new OperationEvent.StepLost(FIRST, "act"));
    return lost.with(
            new OperationEvent.LookBegan(
                FIRST, "act", NO_WAVE, lost.now().plus(Duration.ofMinutes(2)), true))
        .after(6)
        .with(new OperationEvent.Doubted(FIRST, "act", verified));
  }

  static Fold ended(Fold fold, Ending ending, ErrorCode code, String what, String advice) {
    return fold.with(
        new OperationEvent.Ended(
            ending, Optional.empty(), Optional.of(new Problem(code, what, advice))));
  }

  static Fold succeeded() {
    return looking()
        .after(6)
        .with(
            new OperationEvent.LookEnded(
                FIRST,
                "act",
                true,
                "a new process in each instance, transcode_jobs has a consumer"),
            new OperationEvent.Ended(Ending.SUCCEEDED, Optional.empty(), Optional.empty()));
  }

  static Instant in(Duration time) {
    return T0.plus(time);
  }
}
