package dev.twokey.audit;

import dev.twokey.approval.Approvals;
import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.audit.OperationRecord.Found;
import dev.twokey.guard.BreakGlass;
import dev.twokey.guard.Policy;
import dev.twokey.operation.Authority;
import dev.twokey.operation.OperationEvent.ApprovalAsked;
import dev.twokey.operation.OperationEvent.Authorised;
import dev.twokey.operation.OperationEvent.GlassBroken;
import dev.twokey.operation.OperationEvent.Reviewed;
import dev.twokey.people.PersonId;
import dev.twokey.people.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the record supports an authority: judged anew from what stands before it, without
 * trusting that the machine judged right.
 */
final class AuthorityCheck {
  /** Between a decision and its record, at most: a batch, and a role that ends in between. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final Duration ROLE_SLACK = Duration.ofSeconds(10);

  /** How long a confirmation waits, and how long after it the first step may begin. */
  private static final Duration CONFIRM_WITHIN = Duration.ofMinutes(10);

  private final OperationRecord op;
  private final Found<Authorised> given;
  private final Instant begins;
  private final Optional<Roster> roster;
  private final List<String> objections = new ArrayList<>();

  /**
   * Looks at one authority.
   *
   * @param begins when the first step began
   * @param roster that held then; empty where none was accepted before
   */
  AuthorityCheck(
      OperationRecord op, Found<Authorised> given, Instant begins, Optional<Roster> roster) {
    this.op = op;
    this.given = given;
    this.begins = begins;
    this.roster = roster;
  }

  /**
   * Returns why it is not supported; empty if it is. {@code glassPolicy} held when the glass was
   * broken.
   */
  List<String> objections(Optional<Policy> glassPolicy) {
    Authority authority = given.event().authority();
    switch (authority) {
      case Authority.NotAsked _ -> {
        mustNotBeWanted();
        if (op.wantsConfirmation()) {
          object("its rules ask for a confirmation, and none was asked for");
        }
      }
      case Authority.Confirmed c -> confirmed(c);
      case Authority.Approved a -> approved(a);
      case Authority.BrokenGlass g -> brokenGlass(g, glassPolicy);
    }
    op.denial()
        .ifPresent(d -> object(OperationRecord.review(d).by() + " denied it at #" + d.position()));
    startsInTime(within(authority));
    return objections;
  }

  private void object(String what) {
    objections.add(what);
  }

  private void mustNotBeWanted() {
    if (!op.wanted().isEmpty()) {
      object(
          "its rules ask for "
              + op.wanted().stream().map(Rule::says).collect(Collectors.joining(" and "))
              + ", and nobody was asked");
    }
  }

  private Duration within(Authority authority) {
    return switch (authority) {
      case Authority.NotAsked _, Authority.Confirmed _ -> CONFIRM_WITHIN;
      case Authority.Approved _, Authority.BrokenGlass _ ->
          op.approval().map(a -> a.event().rule().startWithin()).orElse(CONFIRM_WITHIN);
    };
  }

  /**
   * Times of the record are never before those of the decisions, so a limit that counts from a
   * record is never too short.
   */
  private void startsInTime(Duration within) {
    Instant last = given.at().plus(within);
    if (given.event().startBy().isAfter(last)) {
      object(
          "it could be started until "
              + given.event().startBy()
              + ", later than the rule's "
              + within.toMinutes()
              + " min allow");
    }
    if (begins.isAfter(last.plus(SLACK))) {
      object("the first step began at " + begins + ", after it had run out at " + last);
    }
  }

  private boolean isRequester(PersonId person) {
    return op.requester().filter(person::equals).isPresent();
  }

  private void confirmed(Authority.Confirmed c) {
    mustNotBeWanted();
    if (!isRequester(c.by())) {
      object(c.by() + " confirmed it, who did not ask for it");
    }
    if (!given.actor().equals(c.by().id())) {
      object("the confirmation of " + c.by() + " was sent by " + given.actor());
    }
    if (op.confirmation().isEmpty()) {
      object("no confirmation was asked for");
    } else if (given.at().isAfter(op.confirmation().get().at().plus(CONFIRM_WITHIN).plus(SLACK))) {
      object("it was confirmed after the question had expired");
    }
    if (op.wantsPasskey() && c.passkey().isEmpty()) {
      object("its rules ask for a passkey, and it was confirmed without one");
    }
  }

  private void approved(Authority.Approved a) {
    if (op.approval().isEmpty()) {
      object("nobody was asked to sign");
      return;
    }
    Found<ApprovalAsked> asked = op.approval().get();
    notCheaper(asked.event().rule());
    if (op.wantsConfirmation() && op.confirmation().isEmpty()) {
      object("its rules ask for a confirmation too, and none was asked for");
    }
    List<Found<Reviewed>> good = new ArrayList<>();
    for (Found<Reviewed> found : op.reviews()) {
      List<String> bad = reviewObjections(found, asked);
      if (bad.isEmpty()) {
        good.add(found);
      } else if (a.by().contains(OperationRecord.review(found).by())) {
        bad.forEach(this::object);
      }
    }
    List<PersonId> signers =
        good.stream().map(g -> OperationRecord.review(g).by()).distinct().toList();
    a.by().stream()
        .filter(by -> !signers.contains(by))
        .forEach(by -> object("it names " + by + ", of whom there is no signature that counts"));
    enough(asked.event().rule(), signers);
    if (op.wantsPasskey()
        && good.stream().noneMatch(g -> OperationRecord.review(g).passkey().isPresent())) {
      object("its rules ask for a passkey, and nobody signed by one");
    }
  }

  private void notCheaper(Rule asked) {
    for (Rule rule : op.wanted()) {
      for (Rule.Demand demand : rule.all()) {
        if (quorum(asked, demand.of()) < quorum(rule, demand.of())) {
          object("its rules ask for " + rule.says() + ", people were asked for " + asked.says());
          return;
        }
      }
    }
  }

  private static int quorum(Rule rule, String role) {
    return rule.all().stream().filter(d -> d.of().equals(role)).mapToInt(Rule.Demand::quorum).sum();
  }

  private List<String> reviewObjections(Found<Reviewed> found, Found<ApprovalAsked> asked) {
    Review review = OperationRecord.review(found);
    String whose = "the signature of " + review.by() + " at #" + found.position();
    List<String> bad = new ArrayList<>();
    if (!review.planHash().equals(op.hash())) {
      bad.add(whose + " is under another plan");
    }
    if (isRequester(review.by())) {
      bad.add(whose + " is that of who asked for it");
    }
    if (!found.actor().equals(review.by().id())) {
      bad.add(whose + " was sent by " + found.actor());
    }
    Instant until = asked.at().plus(asked.event().rule().pending());
    if (asked.event().until().isAfter(until)
        || review.at().isAfter(asked.event().until())
        || found.at().isAfter(until.plus(SLACK))) {
      bad.add(whose + " was given after the question had expired at " + until);
    }
    return bad;
  }

  private void enough(Rule rule, List<PersonId> signers) {
    if (signers.size() < rule.signatures()) {
      object(
          "it takes "
              + rule.says()
              + ", and there are "
              + signers.size()
              + " that count"
              + (signers.isEmpty() ? "" : ", of " + names(signers)));
      return;
    }
    roster.ifPresent(r -> {
      int missing =
          Math.min(
              Approvals.missing(rule, signers, r, begins),
              Approvals.missing(rule, signers, r, begins.minus(ROLE_SLACK)));
      if (missing > 0) {
        object(
            "it takes "
                + rule.says()
                + ", and by the roster in force the roles of "
                + names(signers)
                + " lack "
                + missing);
      }
    });
  }

  private static String names(List<PersonId> people) {
    return people.stream().map(PersonId::id).collect(Collectors.joining(", "));
  }

  private void brokenGlass(Authority.BrokenGlass g, Optional<Policy> policy) {
    if (op.glass().isEmpty()) {
      object("nobody broke the glass");
      return;
    }
    Found<GlassBroken> broken = op.glass().get();
    if (!broken.event().by().equals(g.by()) || !broken.actor().equals(g.by().id())) {
      object("the glass was broken by " + broken.actor() + ", not by " + g.by());
    }
    if (given.at().isBefore(broken.event().startsAt())) {
      object("it was given before the delay had passed, at " + broken.event().startsAt());
    }
    if (op.wantsPasskey() && g.passkey().isEmpty()) {
      object("its rules ask for a passkey, and the glass was broken without one");
    }
    policy.ifPresent(p -> glassRule(p.breakGlass(), broken));
  }

  private void glassRule(Optional<BreakGlass> rule, Found<GlassBroken> broken) {
    if (rule.isEmpty()) {
      object("the policy in force has no break-glass");
      return;
    }
    PersonId by = broken.event().by();
    if (broken
        .event()
        .startsAt()
        .isBefore(broken.at().plus(rule.get().delay()).minus(ROLE_SLACK))) {
      object(
          "the record can't show that the policy's delay of "
              + rule.get().delay().toSeconds()
              + " s passed");
    }
    if (!rule.get().risks().contains(op.plan().orElseThrow().draft().risk())) {
      object("the policy in force has no break-glass for this risk");
    }
    roster
        .filter(r ->
            !r.hasRole(by, rule.get().role(), broken.at())
                && !r.hasRole(by, rule.get().role(), broken.at().minus(ROLE_SLACK)))
        .ifPresent(_ -> object(by + " did not have the role " + rule.get().role()));
  }
}
