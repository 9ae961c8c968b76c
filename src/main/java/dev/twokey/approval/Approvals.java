package dev.twokey.approval;

import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.people.Roster;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rules of signing, as pure functions of rule, reviews and roster. */
public final class Approvals {
  /** How long a reason may be, in characters. */
  public static final int REASON_MAX = 500;

  private Approvals() {}

  /**
   * Returns what the reviews come to now. Only reviews of this plan by people who have the role now count, each person once,
   * the requester never; one denial decides.
   */
  public static Resolution resolve(
      Rule rule, PersonId requester, String planHash, List<Review> reviews, Roster roster, Instant now) {
    List<Review> counted =
        reviews.stream()
            .filter(r -> r.planHash().equals(planHash) && !r.by().equals(requester))
            .filter(r -> roster.hasRole(r.by(), rule.of(), now))
            .toList();
    Optional<Review> denial = counted.stream().filter(r -> !r.approves()).findFirst();
    if (denial.isPresent()) {
      return new Resolution.Denied(denial.get());
    }
    List<PersonId> by = counted.stream().map(Review::by).distinct().toList();
    if (by.size() < rule.quorum()) {
      return new Resolution.Pending(rule.quorum() - by.size());
    }
    Instant last = counted.stream().map(Review::at).max(Comparator.naturalOrder()).orElse(now);
    return new Resolution.Approved(by, last);
  }

  /** Returns why this person's review can't be taken; empty if it can. */
  public static Optional<Problem> objection(
      Rule rule, PersonId requester, List<Review> reviews, Review review, String planHash, Roster roster) {
    if (!review.planHash().equals(planHash)) {
      return problem(
          ErrorCode.APPROVAL_STALE,
          "The card you pressed shows another plan than the one that waits now.",
          "Read the newest card, then decide.");
    } else if (review.by().equals(requester)) {
      return problem(
          ErrorCode.APPROVAL_OWN,
          "You asked for this, so you can't be its second key.",
          "Ask one of: " + names(eligible(rule, requester, roster, review.at())) + ".");
    } else if (!roster.hasRole(review.by(), rule.of(), review.at())) {
      return problem(
          ErrorCode.ROLE_MISSING,
          "You don't have the role '" + rule.of() + "', which this plan asks for.",
          "Ask one of: " + names(eligible(rule, requester, roster, review.at())) + ".");
    } else if (reviews.stream().anyMatch(r -> r.by().equals(review.by()) && r.approves() == review.approves())) {
      return problem(
          ErrorCode.APPROVAL_TWICE,
          "You already signed this plan" + (review.through().platform().isEmpty() ? "" : ", on whichever account") + "; one person is one key.",
          "Another person has to sign.");
    } else if (!review.approves() && review.reason().isBlank()) {
      return problem(ErrorCode.ARGUMENT_MISSING, "A denial needs a reason.", "Say why, so that the next plan can be better.");
    } else if (review.reason().length() > REASON_MAX) {
      return problem(
          ErrorCode.LIMIT_EXCEEDED,
          "The reason has " + review.reason().length() + " characters, the limit is " + REASON_MAX + ".",
          "Shorten it.");
    }
    return Optional.empty();
  }

  /** Returns who could sign now, ordered by id: those with the role, without the requester. */
  public static List<Person> eligible(Rule rule, PersonId requester, Roster roster, Instant now) {
    return roster.everybody(now).stream()
        .filter(p -> p.roles().contains(rule.of()) && !p.id().equals(requester))
        .toList();
  }

  private static String names(List<Person> people) {
    return people.isEmpty() ? "nobody has it" : String.join(", ", people.stream().map(Person::name).toList());
  }

  private static Optional<Problem> problem(ErrorCode code, String what, String advice) {
    return Optional.of(new Problem(code, what, advice));
  }
}
