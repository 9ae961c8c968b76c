package dev.twokey.sim;

import dev.twokey.action.ActionCall;
import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.guard.GuardFacts;
import dev.twokey.guard.Proof;
import dev.twokey.guard.RiskRules;
import dev.twokey.inventory.Target;
import dev.twokey.journal.ReplicaId;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Phase;
import dev.twokey.operation.Request;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.plan.Plan;
import dev.twokey.plan.PlanHash;
import dev.twokey.plan.PlanText;
import dev.twokey.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One operation as an auditor sees it: its events in order, and nothing else. */
final class Seen {
  private final String id;
  private final Ledger ledger;
  private final Power power;
  private final List<Given> reviews = new ArrayList<>();
  private final Set<Phase.Cursor> begun = new HashSet<>();
  private final List<Beginning> beginnings = new ArrayList<>();
  private @Nullable Request request;
  private @Nullable Plan plan;
  private String hash = "";
  private OperationEvent.@Nullable ApprovalAsked asked;
  private OperationEvent.@Nullable ConfirmationAsked confirmation;
  private OperationEvent.@Nullable GlassBroken glass;
  private OperationEvent.@Nullable Authorised authorised;
  private Instant authorisedAt = Instant.EPOCH;
  private boolean runs;
  private boolean changed;
  private boolean undoing;
  private Optional<Ending> ending = Optional.empty();
  private Instant endedAt = Instant.MAX;
  private String last = "nothing";

  /** A change that was journaled before it began. */
  private record Beginning(Phase.Cursor cursor, ReplicaId owner, Instant at) {}

  /** A review with the time at which it was stored. */
  private record Given(Review review, Instant stored) {}

  Seen(String id, Ledger ledger, Power power) {
    this.id = id;
    this.ledger = ledger;
    this.power = power;
  }

  String id() {
    return id;
  }

  Optional<Ending> ending() {
    return ending;
  }

  boolean takenOver() {
    return ending.filter(e -> e == Ending.TAKEN_OVER).isPresent();
  }

  boolean isRunning() {
    return runs && ending.isEmpty();
  }

  String last() {
    return last;
  }

  List<Target> targets() {
    return plan().targets();
  }

  private Plan plan() {
    if (plan == null) {
      throw new IllegalStateException(id + " has no plan");
    }
    return plan;
  }

  private Request request() {
    if (request == null) {
      throw new IllegalStateException(id + " was not asked for");
    }
    return request;
  }

  /**
   * An event was stored.
   *
   * @param at when, by the record
   * @param now when, by the targets' clock
   */
  void fold(OperationEvent event, Instant at, Instant now) {
    last = event.getClass().getSimpleName();
    switch (event) {
      case OperationEvent.Requested e -> request = e.request();
      case OperationEvent.Planned e -> planned(e);
      case OperationEvent.ApprovalAsked e -> asked = e;
      case OperationEvent.ConfirmationAsked e -> confirmation = e;
      case OperationEvent.Reviewed(var review) -> reviews.add(new Given(review, at));
      case OperationEvent.GlassBroken e -> glass = e;
      case OperationEvent.Authorised e -> authorised(e, at);
      case OperationEvent.StepBegan e -> began(e, at, now);
      case OperationEvent.LookBegan e -> starts(e.cursor(), at);
      case OperationEvent.UndoBegan _ -> undoing = true;
      case OperationEvent.Ended e -> ended(e, now);
      case OperationEvent.Doubted _ -> ledger.cover("doubt");
      case OperationEvent.StepLost _ -> ledger.cover("owner lost");
      case OperationEvent.UndoRests _ -> ledger.cover("undo rests");
      case OperationEvent.LateOutcome _ -> ledger.cover("late outcome");
      case OperationEvent.AbortAsked _ -> ledger.cover("abort");
      case OperationEvent.Settled _ -> ledger.cover("settled");
      case OperationEvent.EvidenceRead _,
          OperationEvent.CausesSeen _,
          OperationEvent.Judged _,
          OperationEvent.DoneFor _,
          OperationEvent.SignersCalled _,
          OperationEvent.PagerCalled _,
          OperationEvent.PagerAnswered _,
          OperationEvent.StepEnded _,
          OperationEvent.LookEnded _,
          OperationEvent.InputRefused _ -> {}
    }
  }

  private void planned(OperationEvent.Planned e) {
    if (plan != null) {
      ledger.violate(Invariant.I1, id + " was planned twice");
    } else if (!PlanHash.of(e.plan()).hex().equals(e.hash())) {
      ledger.violate(Invariant.I1, id + " has a hash that is not that of its plan");
    }
    plan = PlanText.read(e.plan());
    hash = e.hash();
    String environment = request().draft().environment();
    boolean elsewhere =
        !plan.draft().equals(request().draft())
            || plan.draft().acts().stream()
                .anyMatch(act -> !act.call().environment().equals(environment));
    if (elsewhere) {
      ledger.violate(Invariant.I11, id + " is planned as something else than was asked for");
    }
  }

  private void authorised(OperationEvent.Authorised e, Instant at) {
    if (authorised != null) {
      ledger.violate(Invariant.I2, id + " was authorised twice");
    }
    ledger.cover("authority " + e.authority().getClass().getSimpleName());
    authorised = e;
    authorisedAt = at;
  }

  private void began(OperationEvent.StepBegan e, Instant at, Instant now) {
    starts(e.cursor(), at);
    changed = true;
    if (e.cursor().lastly() && !undoing) {
      ledger.violate(Invariant.I5, id + " undoes before its steps are over");
    } else if (!e.cursor().lastly() && !begun.add(e.cursor())) {
      ledger.violate(Invariant.I3, id + " began the step " + e.step() + " a second time");
    } else if (!e.cursor().lastly() && undoing) {
      ledger.violate(Invariant.I5, id + " began the step " + e.step() + " while it is undone");
    }
    beginnings.add(new Beginning(e.cursor(), e.owner(), now));
  }

  private void starts(Phase.Cursor cursor, Instant at) {
    if (ending.isPresent()) {
      ledger.violate(Invariant.I1, id + " goes on after its end");
    } else if (!runs) {
      runs = true;
      authority(at);
    }
    if (cursor.lastly() && plan().draft().lastly().isEmpty()) {
      ledger.violate(Invariant.I5, id + " has nothing to undo");
    }
  }

  private void ended(OperationEvent.Ended e, Instant now) {
    endedAt = now;
    if (ending.isPresent()) {
      ledger.violate(Invariant.I6, id + " ended twice");
    }
    ending = Optional.of(e.ending());
    boolean must = changed && plan != null && !plan.draft().lastly().isEmpty();
    if (must && !undoing && e.ending() != Ending.TAKEN_OVER) {
      ledger.violate(Invariant.I5, id + " ended without its undo");
    }
  }

  /** I2, at the first step. */
  private void authority(Instant at) {
    PersonId requester = request().by();
    if (plan().rules().isEmpty() || !power.isKnown(requester, at)) {
      ledger.violate(Invariant.I8, id + " runs for " + requester + " by '" + plan().rules() + "'");
      return;
    }
    RiskRules rules = RiskRules.parse(plan().rules());
    power
        .cheaper(plan().draft().environment(), GuardFacts.kind(plan()), rules)
        .ifPresent(why -> ledger.violate(Invariant.I2, id + " runs though " + why));
    if (authorised == null) {
      ledger.violate(Invariant.I2, id + " runs without an authority");
      return;
    } else if (at.isAfter(authorised.startBy())) {
      ledger.violate(Invariant.I2, id + " starts at " + at + ", after " + authorised.startBy());
    } else if (!power.hasRole(requester, rules.role(), at)) {
      ledger.violate(Invariant.I2, id + " runs for " + requester + ", who is no " + rules.role());
    }
    boolean confirms = rules.confirm() || rules.phrase().isPresent();
    if (confirms && confirmation == null) {
      ledger.violate(Invariant.I2, id + " runs unconfirmed");
    }
    if (rules.approval().isPresent()) {
      signed(rules.approval().get(), rules.proof(), requester, at);
    } else if (authorised.authority() instanceof Authority.Confirmed(var by, var passkey)) {
      if (!by.equals(requester)) {
        ledger.violate(Invariant.I2, id + " was confirmed by " + by);
      } else if (rules.proof() == Proof.PASSKEY
          && !power.proves(by, passkey, passkey.map(Proven.ByPasskey::at).orElse(at))) {
        ledger.violate(Invariant.I2, id + " was confirmed without a passkey");
      }
    } else if (confirms) {
      ledger.violate(Invariant.I2, id + " runs unconfirmed, with " + authorised.authority());
    }
  }

  private void signed(Rule rule, Proof proof, PersonId requester, Instant at) {
    if (asked == null || authorised == null) {
      ledger.violate(Invariant.I2, id + " runs and nobody was asked to sign");
      return;
    }
    boolean denied =
        reviews.stream()
            .filter(g -> !g.review().approves())
            .filter(this::stillCounts)
            .anyMatch(g -> maySign(rule, g.review().by(), at));
    if (denied) {
      ledger.violate(Invariant.I2, id + " runs although it was denied");
    }
    switch (authorised.authority()) {
      case Authority.Approved _ -> keys(rule, proof, requester, at);
      case Authority.BrokenGlass(var by, _, var when, var passkey) -> {
        if (glass == null || !glass.by().equals(by) || authorisedAt.isBefore(glass.startsAt())) {
          ledger.violate(Invariant.I2, id + " broke the glass too early");
        } else if (plan().draft().drill().isPresent()) {
          ledger.violate(Invariant.I2, id + " broke the glass for a drill");
        } else if (proof == Proof.PASSKEY && !power.proves(by, passkey, when)) {
          ledger.violate(Invariant.I2, id + " broke the glass without a passkey");
        }
      }
      case Authority.NotAsked _, Authority.Confirmed _ ->
          ledger.violate(
              Invariant.I2, id + " runs without a signature, with " + authorised.authority());
    }
  }

  private void keys(Rule rule, Proof proof, PersonId requester, Instant at) {
    Instant until = asked == null ? Instant.MIN : asked.until();
    Set<PersonId> keys = new HashSet<>();
    boolean shown = false;
    for (Given given : reviews) {
      Review review = given.review();
      if (given.stored().isAfter(until)) {
        ledger.violate(Invariant.I2, id + " was signed at " + given.stored() + ", after " + until);
      } else if (review.approves()
          && review.planHash().equals(hash)
          && !review.by().equals(requester)
          && stillCounts(given)) {
        keys.add(review.by());
        shown |= review.passkey().isPresent() && maySign(rule, review.by(), at);
      }
    }
    if (!enough(rule, keys, at)) {
      ledger.violate(Invariant.I2, id + " runs with the keys of " + keys + " for " + rule.says());
    } else if (proof == Proof.PASSKEY && !shown) {
      ledger.violate(Invariant.I2, id + " runs and no key was given by passkey");
    } else if (shown) {
      ledger.cover("signed by passkey");
    }
  }

  private boolean maySign(Rule rule, PersonId by, Instant at) {
    return rule.all().stream().anyMatch(d -> power.hasRole(by, d.of(), at));
  }

  /** A word that was given by a passkey counts while that holds. */
  private boolean stillCounts(Given given) {
    Review review = given.review();
    return review.passkey().isEmpty() || power.proves(review.by(), review.passkey(), review.at());
  }

  private boolean enough(Rule rule, Set<PersonId> keys, Instant at) {
    return keys.stream().filter(p -> maySign(rule, p, at)).count() >= rule.signatures()
        && rule.all().stream()
            .allMatch(
                d -> keys.stream().filter(p -> power.hasRole(p, d.of(), at)).count() >= d.quorum());
  }

  /** Returns whether a journaled step began for this change, and uses that beginning up. */
  boolean takeBeginning(ReplicaId replica, ActionCall call, Instant began) {
    for (Beginning beginning : beginnings) {
      if (beginning.owner().equals(replica)
          && !beginning.at().isAfter(began)
          && !began.isAfter(endedAt)
          && call(beginning.cursor()).equals(call)) {
        beginnings.remove(beginning);
        return true;
      }
    }
    return false;
  }

  private ActionCall call(Phase.Cursor cursor) {
    List<Step> steps = cursor.lastly() ? plan().draft().lastly() : plan().draft().steps();
    return ((Step.Act) steps.get(cursor.index())).call();
  }

  /**
   * Returns whether the change is of the undo of this operation, begun before it ended, and
   * something was changed.
   */
  boolean mayUndo(ActionCall call, Instant began) {
    return changed
        && !began.isAfter(endedAt)
        && plan().draft().lastly().stream()
            .anyMatch(s -> s instanceof Step.Act act && act.call().equals(call));
  }
}
