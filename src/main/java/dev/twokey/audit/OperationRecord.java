package dev.twokey.audit;

import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.guard.Judgement;
import dev.twokey.guard.RiskRules;
import dev.twokey.guard.Verdict;
import dev.twokey.journal.Recorded;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.OperationEvent.ApprovalAsked;
import dev.twokey.operation.OperationEvent.Authorised;
import dev.twokey.operation.OperationEvent.ConfirmationAsked;
import dev.twokey.operation.OperationEvent.GlassBroken;
import dev.twokey.operation.OperationEvent.Judged;
import dev.twokey.operation.OperationEvent.Planned;
import dev.twokey.operation.OperationEvent.Requested;
import dev.twokey.operation.OperationEvent.Reviewed;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Plan;
import dev.twokey.plan.PlanHash;
import dev.twokey.plan.PlanText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was recorded of one operation on its way to the first step. */
final class OperationRecord {
  /** An event where it was found. */
  record Found<E>(E event, long position, Instant at, String actor) {}

  private final String id;
  private final List<Found<Reviewed>> reviews = new ArrayList<>();
  private final List<Found<Authorised>> authorities = new ArrayList<>();
  private final List<Rule> judged = new ArrayList<>();
  private final Set<Integer> begun = new HashSet<>();
  private Optional<Found<Requested>> requested = Optional.empty();
  private Optional<Found<Planned>> planned = Optional.empty();
  private Optional<Plan> plan = Optional.empty();
  private Optional<Found<ConfirmationAsked>> confirmation = Optional.empty();
  private Optional<Found<ApprovalAsked>> approval = Optional.empty();
  private Optional<Found<GlassBroken>> glass = Optional.empty();
  private boolean confirmationJudged;
  private boolean erased;

  OperationRecord(String id) {
    this.id = id;
  }

  void add(OperationEvent event, Recorded r) {
    switch (event) {
      case Requested e -> requested = Optional.of(found(e, r));
      case Planned e -> {
        planned = Optional.of(found(e, r));
        plan = Optional.of(PlanText.read(e.plan()));
      }
      case Judged e when !e.atExecution() -> e.judgements().forEach(this::judged);
      case ConfirmationAsked e -> confirmation = Optional.of(found(e, r));
      case ApprovalAsked e -> approval = Optional.of(found(e, r));
      case Reviewed e -> reviews.add(found(e, r));
      case GlassBroken e -> glass = Optional.of(found(e, r));
      case Authorised e -> authorities.add(found(e, r));
      default -> {} // what follows from the authority, and what had no effect
    }
  }

  private static <E> Found<E> found(E event, Recorded r) {
    return new Found<>(event, r.position(), r.at(), r.actor());
  }

  private void judged(Judgement judgement) {
    switch (judgement.verdict()) {
      case Verdict.NeedsApproval(var rule) -> judged.add(rule);
      case Verdict.NeedsConfirmation _ -> confirmationJudged = true;
      case Verdict.Allow _, Verdict.Deny _, Verdict.NotAsked _ -> {}
    }
  }

  void erase() {
    erased = true;
  }

  /** Notes that a step begins; returns whether it began before. */
  boolean begins(int step) {
    return !begun.add(step);
  }

  boolean hasBegun() {
    return !begun.isEmpty();
  }

  String id() {
    return id;
  }

  boolean erased() {
    return erased;
  }

  Optional<PersonId> requester() {
    return requested.map(r -> r.event().request().by());
  }

  Optional<Found<Requested>> requested() {
    return requested;
  }

  Optional<Found<Planned>> planned() {
    return planned;
  }

  List<Found<Authorised>> authorities() {
    return authorities;
  }

  Optional<Found<ConfirmationAsked>> confirmation() {
    return confirmation;
  }

  Optional<Found<ApprovalAsked>> approval() {
    return approval;
  }

  Optional<Found<GlassBroken>> glass() {
    return glass;
  }

  List<Found<Reviewed>> reviews() {
    return reviews;
  }

  /** Returns the hash of the stored text of the plan, computed anew. */
  String hash() {
    return planned.map(p -> PlanHash.of(p.event().plan()).hex()).orElse("");
  }

  Optional<Plan> plan() {
    return plan;
  }

  private Optional<RiskRules> rules() {
    return plan.map(Plan::rules).filter(r -> !r.isEmpty()).map(RiskRules::parse);
  }

  /** Returns the rules by which others had to sign: the plan's own, and what guards asked for. */
  List<Rule> wanted() {
    List<Rule> wanted = new ArrayList<>(judged);
    rules().flatMap(RiskRules::approval).ifPresent(wanted::add);
    return wanted;
  }

  boolean wantsConfirmation() {
    return confirmationJudged
        || rules().filter(r -> r.confirm() || r.phrase().isPresent()).isPresent();
  }

  boolean wantsPasskey() {
    return plan.filter(p -> RiskRules.wantPasskey(p.rules())).isPresent();
  }

  /** Returns a denial of this operation by somebody else than who asked for it. */
  Optional<Found<Reviewed>> denial() {
    return reviews.stream().filter(r -> !r.event().review().approves()).findFirst();
  }

  static Review review(Found<Reviewed> found) {
    return found.event().review();
  }
}
