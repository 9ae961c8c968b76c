package dev.twokey.operation;

import dev.twokey.approval.Approvals;
import dev.twokey.approval.Resolution;
import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.diagnosis.Evaluation;
import dev.twokey.engine.Context;
import dev.twokey.guard.BreakGlass;
import dev.twokey.guard.GlassUses;
import dev.twokey.guard.GuardFacts;
import dev.twokey.guard.Guards;
import dev.twokey.guard.Judgement;
import dev.twokey.guard.RiskRules;
import dev.twokey.guard.RuleKind;
import dev.twokey.guard.Verdict;
import dev.twokey.incident.Channel;
import dev.twokey.incident.Halt;
import dev.twokey.incident.Lock;
import dev.twokey.incident.OpenIncidents;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Target;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.plan.DrillFacts;
import dev.twokey.plan.Plan;
import dev.twokey.plan.Step;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.witness.Rollback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the guards judge an operation: once when it is planned, and again right before it starts.
 */
final class Judging {
  private static final int REASON_MIN = 5;

  private final Operation state;
  private final Context<Known> context;
  private final Evidence evidence;
  private final KeyProofs proofs;

  Judging(Operation state, Context<Known> context) {
    this.state = state;
    this.context = context;
    this.evidence = new Evidence(context, state);
    this.proofs = new KeyProofs(state, context);
  }

  /**
   * Returns what each guard says.
   *
   * @param atExecution whether an authority is there, so that a wish for one is answered by it
   */
  List<Judgement> judge(boolean atExecution) {
    Plan plan = state.plan();
    if (plan.rules().isEmpty()) {
      RuleKind kind = GuardFacts.kind(plan);
      return List.of(
          new Judgement(
              "policy",
              new Verdict.Deny(
                  new Problem(
                      ErrorCode.ENVIRONMENT_UNKNOWN,
                      "policy.yaml allows no "
                          + kind.word()
                          + " in "
                          + plan.draft().environment()
                          + ".",
                      "Name it there if it should be possible."))));
    }
    List<Judgement> judgements =
        new ArrayList<>(Guards.judge(facts(plan, RiskRules.parse(plan.rules()))));
    context
        .look(Rollback.FAMILY, Rollback.STREAM)
        .problem()
        .ifPresent(why -> judgements.addFirst(new Judgement("journal", new Verdict.Deny(why))));
    return atExecution
        ? judgements.stream().map(j -> withAuthority(j, rule(judgements))).toList()
        : List.copyOf(judgements);
  }

  private GuardFacts facts(Plan plan, RiskRules rules) {
    Map<Target, Lock> locks = new LinkedHashMap<>();
    plan.targets().forEach(t -> locks.put(t, context.look(Lock.FAMILY, Lock.stream(t))));
    String environment = plan.draft().environment();
    Optional<String> halted =
        context.look(Halt.FAMILY, Halt.STREAM).stops(state.id(), environment, state.isDrill());
    boolean incident =
        context
            .look(Channel.FAMILY, Channel.stream(state.request().where()))
            .incident()
            .isPresent();
    Collection<String> open =
        context.look(OpenIncidents.FAMILY, OpenIncidents.stream(environment)).titles().values();
    boolean production =
        context
            .known()
            .inventory()
            .environment(environment)
            .map(Environment::production)
            .orElse(true);
    GuardEvidence read = new GuardEvidence(evidence, plan);
    Evaluation evaluation = evidence.evaluate(read.blocks(), state.samples(), since());
    return new GuardFacts(
        state.id(),
        evidence.premises(plan, rules),
        state.request().by(),
        context.known().roster(),
        locks,
        halted,
        read.needs(evaluation),
        read.forbids(evaluation),
        evidence.guardReadings(),
        context.known().catalog().revisions(plan.draft().blocks().keySet()),
        incident,
        List.copyOf(open),
        production,
        context.now());
  }

  private Instant since() {
    return switch (state.phase()) {
      case Phase.Weighing(var wave) -> wave.since();
      case Phase.Proving(var wave, _) -> wave.since();
      case Phase.Looking l -> l.wave().since();
      case Phase.None _,
          Phase.Drafting _,
          Phase.Confirming _,
          Phase.Approving _,
          Phase.Acting _,
          Phase.Resting _,
          Phase.Doubtful _,
          Phase.Ended _ ->
          context.now();
    };
  }

  /** A signature counts once, so all that want some are answered by the whole rule. */
  private Judgement withAuthority(Judgement judgement, Optional<Rule> whole) {
    return switch (judgement.verdict()) {
      case Verdict.NeedsConfirmation(_, var says) -> judgement.with(confirmed(judgement, says));
      case Verdict.NeedsApproval(var rule) -> judgement.with(signatures(whole.orElse(rule)));
      case Verdict.Allow _, Verdict.Deny _, Verdict.NotAsked _ -> judgement;
    };
  }

  /** What can't be told only since then was on no card: nobody took it on. */
  private Verdict confirmed(Judgement judgement, String says) {
    boolean asked =
        state.judgements().stream()
            .anyMatch(j ->
                j.guard().equals(judgement.guard())
                    && j.verdict() instanceof Verdict.NeedsConfirmation);
    return asked
        ? confirmation()
        : new Verdict.Deny(
            new Problem(
                ErrorCode.EVIDENCE_UNKNOWN,
                "This was readable when it was planned, and is not any more: " + says + ".",
                "Ask for it again: the new card says what can't be told."));
  }

  /** Where the confirmation is the only key it is judged again: its passkey may be gone. */
  private Verdict confirmation() {
    PersonId requester = state.request().by();
    if (state.authority().orElse(null) instanceof Authority.Confirmed(var by, var passkey)
        && proofs.wanted()
        && !proofs.hold(by, passkey, passkey.map(Proven.ByPasskey::at).orElse(context.now()))) {
      return new Verdict.Deny(KeyProofs.missing());
    }
    return new Verdict.Allow("confirmed by " + requester);
  }

  /** What is asked for only since then was on no card: nobody signed for it. */
  private Verdict signatures(Rule rule) {
    List<Rule.Demand> asked = rule(state.judgements()).map(Rule::all).orElse(List.of());
    Optional<Rule.Demand> more =
        rule.all().stream().filter(d -> !d.why().isEmpty() && !asked.contains(d)).findFirst();
    if (more.isPresent()) {
      return new Verdict.Deny(
          new Problem(
              ErrorCode.APPROVAL_STALE,
              "More is asked for than when it was signed: " + more.get().says() + ".",
              "Ask for it again: the new card says so, and who may sign."));
    } else if (state.authority().orElse(null)
        instanceof Authority.BrokenGlass(var by, _, var then, var passkey)) {
      return proofs.wanted() && !proofs.hold(by, passkey, then)
          ? new Verdict.Deny(KeyProofs.missing())
          : new Verdict.Allow("glass broken by " + by);
    }
    return counted(rule);
  }

  /** The signers are judged again: one who lost the role or the passkey since does not count. */
  private Verdict counted(Rule rule) {
    List<Review> counted = proofs.counting(state.reviews());
    Resolution resolution =
        Approvals.resolve(
            rule,
            state.request().by(),
            state.hash().hex(),
            counted,
            context.known().roster(),
            context.now());
    return switch (resolution) {
      case Resolution.Approved(var by, _) when proofs.lacking(counted, by) ->
          new Verdict.Deny(KeyProofs.missing());
      case Resolution.Approved(var by, _) ->
          new Verdict.Allow(
              "signed by " + String.join(", ", by.stream().map(PersonId::id).toList()));
      case Resolution.Pending(var missing) ->
          new Verdict.Deny(
              new Problem(
                  ErrorCode.APPROVAL_STALE,
                  missing
                      + " of the signatures no longer count (it wants "
                      + rule.says()
                      + "): a signer lost the role, or the passkey of the session was revoked.",
                  "Ask for it again."));
      case Resolution.Denied(var review) ->
          new Verdict.Deny(
              new Problem(
                  ErrorCode.APPROVAL_DENIED,
                  review.by() + " denied it: " + review.reason(),
                  "Ask again when that is mended."));
    };
  }

  /** Returns why the plan no longer stands: a block or the policy that it was made from changed. */
  Optional<Problem> superseded() {
    Plan plan = state.plan();
    String now = evidence.rules().map(RiskRules::canonical).orElse("");
    if (!now.equals(plan.rules())) {
      return superseded(
          "The policy for " + plan.draft().environment() + " changed since this was planned.");
    }
    return evidence
        .changedBlock(plan)
        .flatMap(
            block -> superseded("The runbook's " + block + " changed since this was planned."));
  }

  private static Optional<Problem> superseded(String what) {
    return Optional.of(
        new Problem(
            ErrorCode.PLAN_SUPERSEDED,
            what,
            "Ask for it again: the new plan is shown and signed anew."));
  }

  /** Returns why the glass can't be broken. */
  Optional<Problem> glassObjection(OperationInput.BreakGlass input) {
    Optional<BreakGlass> rule = context.known().policy().breakGlass();
    boolean allowed =
        rule.isPresent()
            && rule.get().risks().contains(state.plan().draft().risk())
            && GuardFacts.kind(state.plan()) == RuleKind.CHANGE;
    if (!allowed) {
      return refuse("The policy has no break-glass for this.", "A second person has to sign.");
    } else if (!state.earlierDenials().isEmpty()) {
      Review denial = state.earlierDenials().getLast();
      return refuse(
          denial.by() + " denied the same at " + denial.at() + ": " + denial.reason(),
          "Break-glass doesn't go around a denial. Mend what was said and have it signed.");
    } else if (!context.known().roster().hasRole(input.by(), rule.get().role(), context.now())) {
      return refuse(
          "Break-glass asks for the role '" + rule.get().role() + "'.", "Ask somebody who has it.");
    } else if (!input.code().strip().equals(state.hash().code())) {
      return refuse(
          "The code that was typed is not this plan's.", "Type the code at the end of the card.");
    } else if (input.reason().strip().length() < REASON_MIN) {
      return refuse("Break-glass needs a reason.", "Say why it can't wait for a second person.");
    } else if (proofs.wanted() && !proofs.hold(input.by(), input.passkey(), context.now())) {
      return Optional.of(KeyProofs.missing());
    }
    return overQuota(input.by(), rule.get().perPersonAWeek());
  }

  private Optional<Problem> overQuota(PersonId by, int quota) {
    List<Instant> used =
        context.look(GlassUses.FAMILY, GlassUses.stream(by)).lastWeek(context.now());
    return used.size() < quota
        ? Optional.empty()
        : refuse(
            by
                + " broke the glass "
                + used.size()
                + " times in the last 7 days; the policy allows "
                + quota
                + ".",
            "A second person has to sign. One counts no more from "
                + used.getFirst().plus(GlassUses.WEEK)
                + ".");
  }

  /**
   * Returns why a drill's change comes too late after the one before it: the target's timer runs
   * since that one, and must not be over when the fault begins (I5).
   */
  Optional<Problem> tooLate(Phase.Cursor cursor) {
    Optional<DrillFacts> drill = state.plan().draft().drill();
    boolean act = state.step(cursor) instanceof Step.Act;
    if (drill.isEmpty() || cursor.lastly() || cursor.index() == 0 || !act) {
      return Optional.empty();
    }
    Phase.Cursor before = new Phase.Cursor(false, cursor.index() - 1);
    return state
        .log(before)
        .filter(l -> l.tries() > 0)
        .filter(l -> context.now().isAfter(l.began().plus(drill.get().lasts())))
        .map(l ->
            new Problem(
                ErrorCode.DRILL_REFUSED,
                "'"
                    + state.step(before).title()
                    + "' began at "
                    + l.began()
                    + ", which is too long ago: the timer could be over before the fault.",
                "Ask for the drill again."));
  }

  private static Optional<Problem> refuse(String what, String advice) {
    return Optional.of(new Problem(ErrorCode.BREAK_GLASS_REFUSED, what, advice));
  }

  static Optional<Problem> denial(List<Judgement> judgements) {
    return judgements.stream()
        .flatMap(j ->
            j.verdict() instanceof Verdict.Deny(var why)
                ? java.util.stream.Stream.of(why)
                : java.util.stream.Stream.<Problem>empty())
        .findFirst();
  }

  /** Returns who must sign: what all guards together ask for. */
  static Optional<Rule> rule(List<Judgement> judgements) {
    return judgements.stream()
        .flatMap(j ->
            j.verdict() instanceof Verdict.NeedsApproval(var rule)
                ? java.util.stream.Stream.of(rule)
                : java.util.stream.Stream.<Rule>empty())
        .reduce(Rule::and);
  }

  /** Returns why a person may not steer a running operation; anybody mapped may stop a drill. */
  static Optional<Problem> responder(Context<Known> context, PersonId by, Operation state) {
    boolean mapped = context.known().roster().person(by, context.now()).isPresent();
    String environment = state.asked().map(a -> a.request().draft().environment()).orElse("");
    String role =
        context
            .known()
            .policy()
            .rules(environment, RuleKind.CHANGE)
            .map(RiskRules::role)
            .orElse("");
    if (mapped && (state.isDrill() || context.known().roster().hasRole(by, role, context.now()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            ErrorCode.ROLE_MISSING,
            by + " doesn't have the role '" + role + "'.",
            "Ask a responder."));
  }
}
