package dev.twokey.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Roster;
import dev.twokey.people.RosterReader;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Scripts of reviews with what they come to, forbidden ones included. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApprovalsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
  private static final String PLAN = "a".repeat(64);
  private static final String OTHER_PLAN = "b".repeat(64);
  private static final PersonId ANA = new PersonId("ana");
  private static final PersonId BEN = new PersonId("ben");
  private static final PersonId CHI = new PersonId("chi");
  private static final PersonId DAN = new PersonId("dan");
  private static final Rule ONE =
      new Rule("approver", 1, Duration.ofMinutes(15), Duration.ofMinutes(10));
  private static final Rule TWO =
      new Rule("approver", 2, Duration.ofMinutes(15), Duration.ofMinutes(10));
  private static final Roster ROSTER =
      roster(
          """
          people:
            ana: {name: Ana, roles: [responder, approver], accounts: [slack:T01/U01, console]}
            ben: {name: Ben, roles: [approver], accounts: [slack:T01/U02, discord:222222, console]}
            chi: {name: Chi, roles: [approver], accounts: [console]}
            dan: {name: Dan, roles: [responder], accounts: [console]}
          """);
  private static final Roster WITHOUT_BEN =
      roster(
          """
          people:
            ana: {name: Ana, roles: [responder, approver], accounts: [console]}
            ben: {name: Ben, roles: [responder], accounts: [console]}
            chi: {name: Chi, roles: [approver], accounts: [console]}
          """);

  @Test
  void nobody_signed_so_one_is_missing() {
    assertThat(resolve(ONE, List.of())).isEqualTo(new Resolution.Pending(1));
  }

  @Test
  void another_person_with_the_role_is_the_second_key() {
    assertThat(resolve(ONE, List.of(yes(BEN))))
        .isEqualTo(new Resolution.Approved(List.of(BEN), NOW));
  }

  @Test
  void the_requester_never_counts_even_with_the_role() {
    assertThat(resolve(ONE, List.of(yes(ANA)))).isEqualTo(new Resolution.Pending(1));
    assertThat(objection(ONE, List.of(), yes(ANA)))
        .hasValueSatisfying(code(ErrorCode.APPROVAL_OWN));
  }

  @Test
  void one_person_on_two_accounts_is_one_key() {
    Review slack = review(BEN, new Account("slack", "T01/U02"), true, PLAN, "");
    Review discord = review(BEN, new Account("discord", "222222"), true, PLAN, "");

    assertThat(resolve(TWO, List.of(slack, discord))).isEqualTo(new Resolution.Pending(1));
    assertThat(objection(TWO, List.of(slack), discord))
        .hasValueSatisfying(code(ErrorCode.APPROVAL_TWICE));
    assertThat(ROSTER.personOf(new Account("slack", "T01/U02"))).contains(BEN);
    assertThat(ROSTER.personOf(new Account("discord", "222222"))).contains(BEN);
  }

  @Test
  void a_quorum_of_two_takes_two_people() {
    assertThat(resolve(TWO, List.of(yes(BEN)))).isEqualTo(new Resolution.Pending(1));
    assertThat(resolve(TWO, List.of(yes(BEN), yes(CHI))))
        .isEqualTo(new Resolution.Approved(List.of(BEN, CHI), NOW));
  }

  @Test
  void one_denial_decides_whatever_was_signed_before() {
    Review denial = review(CHI, console(CHI), false, PLAN, "wrong worker");

    assertThat(resolve(TWO, List.of(yes(BEN), denial))).isEqualTo(new Resolution.Denied(denial));
  }

  @Test
  void a_denial_by_somebody_without_the_role_decides_nothing() {
    Review denial = review(DAN, console(DAN), false, PLAN, "no");

    assertThat(resolve(ONE, List.of(denial))).isEqualTo(new Resolution.Pending(1));
    assertThat(objection(ONE, List.of(), denial)).hasValueSatisfying(code(ErrorCode.ROLE_MISSING));
  }

  @Test
  void a_denial_needs_a_reason() {
    assertThat(objection(ONE, List.of(), review(BEN, console(BEN), false, PLAN, " ")))
        .hasValueSatisfying(code(ErrorCode.ARGUMENT_MISSING));
  }

  @Test
  void a_signature_on_another_plan_is_stale() {
    Review stale = review(BEN, console(BEN), true, OTHER_PLAN, "");

    assertThat(objection(ONE, List.of(), stale)).hasValueSatisfying(code(ErrorCode.APPROVAL_STALE));
    assertThat(resolve(ONE, List.of(stale))).isEqualTo(new Resolution.Pending(1));
  }

  @Test
  void a_signer_who_lost_the_role_since_does_not_count() {
    assertThat(Approvals.resolve(ONE, ANA, PLAN, List.of(yes(BEN)), WITHOUT_BEN, NOW))
        .isEqualTo(new Resolution.Pending(1));
  }

  @Test
  void who_may_sign_is_everybody_with_the_role_but_the_requester() {
    assertThat(Approvals.eligible(ONE, ANA, ROSTER, NOW))
        .extracting(p -> p.id())
        .containsExactly(BEN, CHI);
    assertThat(Approvals.eligible(ONE, CHI, WITHOUT_BEN, NOW))
        .extracting(p -> p.id())
        .containsExactly(ANA);
  }

  @Test
  void a_reason_has_a_limit() {
    Review long_ = review(BEN, console(BEN), false, PLAN, "x".repeat(Approvals.REASON_MAX + 1));

    assertThat(objection(ONE, List.of(), long_)).hasValueSatisfying(code(ErrorCode.LIMIT_EXCEEDED));
    Review full = review(BEN, console(BEN), false, PLAN, "x".repeat(Approvals.REASON_MAX));
    assertThat(objection(ONE, List.of(), full)).isEmpty();
  }

  @Test
  void who_may_not_sign_is_told_who_may() {
    assertThat(objection(ONE, List.of(), yes(ANA)))
        .map(Problem::advice)
        .contains("Ask one of: Ben, Chi.");
    assertThat(objection(ONE, List.of(), yes(DAN)))
        .map(Problem::advice)
        .contains("Ask one of: Ben, Chi.");
    Rule nobodys = new Rule("owner", 1, Duration.ofMinutes(15), Duration.ofMinutes(10));
    assertThat(objection(nobodys, List.of(), yes(BEN)))
        .map(Problem::advice)
        .contains("Ask one of: nobody has it.");
  }

  @Test
  void two_rules_together_wait_no_longer_than_either() {
    Rule quick = new Rule("approver", 1, Duration.ofMinutes(5), Duration.ofMinutes(12));
    Rule slow = new Rule("owner", 1, Duration.ofMinutes(15), Duration.ofMinutes(10));
    for (Rule both : List.of(quick.and(slow), slow.and(quick))) {
      assertThat(both.pending()).isEqualTo(Duration.ofMinutes(5));
      assertThat(both.startWithin()).isEqualTo(Duration.ofMinutes(10));
      assertThat(both.signatures()).isEqualTo(2);
    }
  }

  @Test
  void a_signature_on_an_older_plan_takes_nobodys_place() {
    Rule both = ONE.and(new Rule("responder", 1, Duration.ofMinutes(5), Duration.ofMinutes(5)));
    Review stale = review(CHI, console(CHI), true, OTHER_PLAN, "");

    assertThat(objection(both, List.of(stale), yes(BEN))).isEmpty();
    assertThat(objection(both, List.of(yes(CHI)), yes(BEN)))
        .hasValueSatisfying(code(ErrorCode.APPROVAL_TWICE));
  }

  @Test
  void who_signed_before_is_told_that_no_other_account_helps() {
    assertThat(objection(TWO, List.of(yes(BEN)), yes(BEN)))
        .map(Problem::what)
        .contains("You already signed this plan, on whichever account; one person is one key.");
  }

  private static Resolution resolve(Rule rule, List<Review> reviews) {
    return Approvals.resolve(rule, ANA, PLAN, reviews, ROSTER, NOW);
  }

  private static Optional<Problem> objection(Rule rule, List<Review> earlier, Review review) {
    return Approvals.objection(rule, ANA, earlier, review, PLAN, ROSTER);
  }

  private static java.util.function.Consumer<Problem> code(ErrorCode code) {
    return problem -> {
      assertThat(problem.code()).isEqualTo(code);
      assertThat(problem.advice()).isNotBlank();
    };
  }

  private static Review yes(PersonId by) {
    return review(by, console(by), true, PLAN, "");
  }

  private static Account console(PersonId by) {
    return new Account("console", by.id());
  }

  private static Review review(
      PersonId by, Account account, boolean approves, String plan, String reason) {
    return new Review(by, account, approves, plan, reason, NOW);
  }

  private static Roster roster(String yaml) {
    Problems problems = new Problems();
    Roster roster = RosterReader.read("people.yaml", yaml, problems);
    assertThat(problems.findings()).isEmpty();
    return roster;
  }
}
