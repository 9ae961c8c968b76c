package dev.twokey.approval;

import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.people.Roster;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of signing, as pure functions of rule, reviews and roster. */
public final class Approvals {
  /** How long a reason may be, in characters. */
  public static final int REASON_MAX = 500;

  private Approvals() {}

  /**
   * Returns what the reviews come to now. Only reviews of this plan by people who have the role now
   * count, each person once and for one demand, the requester never; one denial decides.
   */
  public static Resolution resolve(
      Rule rule,
      PersonId requester,
      String planHash,
      List<Review> reviews,
      Roster roster,
      Instant now) {
    List<Review> counted =
        reviews.stream()
            .filter(r -> r.planHash().equals(planHash) && !r.by().equals(requester))
            .filter(r -> !rolesOf(r.by(), rule, roster, now).isEmpty())
            .toList();
    Optional<Review> denial = counted.stream().filter(r -> !r.approves()).findFirst();
    if (denial.isPresent()) {
      return new Resolution.Denied(denial.get());
    }
    List<PersonId> by = counted.stream().map(Review::by).distinct().toList();
    int missing = missing(rule, by, roster, now);
    if (missing > 0) {
      return new Resolution.Pending(missing);
    }
    Instant last = counted.stream().map(Review::at).max(Comparator.naturalOrder()).orElse(now);
    return new Resolution.Approved(by, last);
  }

  /** Returns why this person's review can't be taken; empty if it can. */
  public static Optional<Problem> objection(
      Rule rule,
      PersonId requester,
      List<Review> reviews,
      Review review,
      String planHash,
      Roster roster) {
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
    } else if (rolesOf(review.by(), rule, roster, review.at()).isEmpty()) {
      return problem(
          ErrorCode.ROLE_MISSING,
          "You don't have the role '"
              + String.join("' or '", rule.all().stream().map(Rule.Demand::of).distinct().toList())
              + "', which this plan asks for.",
          "Ask one of: " + names(eligible(rule, requester, roster, review.at())) + ".");
    } else if (reviews.stream()
        .anyMatch(r -> r.by().equals(review.by()) && r.approves() == review.approves())) {
      return problem(
          ErrorCode.APPROVAL_TWICE,
          "You already signed this plan"
              + (review.through().platform().isEmpty() ? "" : ", on whichever account")
              + "; one person is one key.",
          "Another person has to sign.");
    } else if (review.approves() && addsNothing(rule, reviews, review, roster)) {
      return problem(
          ErrorCode.APPROVAL_TWICE,
          "All signatures that your roles can give are there; it wants " + rule.says() + ".",
          "Somebody with the other role has to sign.");
    } else if (!review.approves() && review.reason().isBlank()) {
      return problem(
          ErrorCode.ARGUMENT_MISSING,
          "A denial needs a reason.",
          "Say why, so that the next plan can be better.");
    } else if (review.reason().length() > REASON_MAX) {
      return problem(
          ErrorCode.LIMIT_EXCEEDED,
          "The reason has "
              + review.reason().length()
              + " characters, the limit is "
              + REASON_MAX
              + ".",
          "Shorten it.");
    }
    return Optional.empty();
  }

  /** A signature counts for one demand; where the rule is met a better one may still be wanted. */
  private static boolean addsNothing(
      Rule rule, List<Review> reviews, Review review, Roster roster) {
    List<PersonId> before =
        reviews.stream()
            .filter(r -> r.approves() && r.planHash().equals(review.planHash()))
            .map(Review::by)
            .toList();
    int missing = missing(rule, before, roster, review.at());
    List<PersonId> with = Stream.concat(before.stream(), Stream.of(review.by())).toList();
    return missing > 0 && missing(rule, with, roster, review.at()) == missing;
  }

  /**
   * Returns how many signatures are missing when these people have signed. One signature counts for
   * one demand of the rule.
   */
  public static int missing(Rule rule, Collection<PersonId> people, Roster roster, Instant now) {
    return new Keys(
            rule, people.stream().distinct().map(p -> rolesOf(p, rule, roster, now)).toList())
        .missing();
  }

  private static Set<String> rolesOf(PersonId person, Rule rule, Roster roster, Instant now) {
    return rule.all().stream()
        .map(Rule.Demand::of)
        .filter(role -> roster.hasRole(person, role, now))
        .collect(Collectors.toSet());
  }

  /** Returns who could sign now, ordered by id: those with a role, without the requester. */
  public static List<Person> eligible(Rule rule, PersonId requester, Roster roster, Instant now) {
    return roster.everybody(now).stream()
        .filter(p -> rule.all().stream().anyMatch(d -> p.roles().contains(d.of())))
        .filter(p -> !p.id().equals(requester))
        .toList();
  }

  private static String names(List<Person> people) {
    return people.isEmpty()
        ? "nobody has it"
        : String.join(", ", people.stream().map(Person::name).toList());
  }

  private static Optional<Problem> problem(ErrorCode code, String what, String advice) {
    return Optional.of(new Problem(code, what, advice));
  }
}
