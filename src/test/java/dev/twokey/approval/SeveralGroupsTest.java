package dev.twokey.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twokey.approval.Rule.Demand;
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

/** I2 with more than one group: each signature turns one key. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SeveralGroupsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
  private static final String PLAN = "a".repeat(64);
  private static final PersonId ANA = new PersonId("ana");
  private static final PersonId BEN = new PersonId("ben");
  private static final PersonId CHI = new PersonId("chi");
  private static final PersonId DAN = new PersonId("dan");
  private static final PersonId EVE = new PersonId("eve");
  private static final Duration PENDING = Duration.ofMinutes(15);
  private static final Duration START = Duration.ofMinutes(10);
  private static final Rule ONE = new Rule("approver", 1, PENDING, START);
  private static final Demand OWNER = new Demand("db_owner", 1, "for the skip of a guard");
  private static final Rule BOTH = ONE.and(Rule.of(List.of(OWNER), Duration.ofMinutes(5), START));
  private static final Roster ROSTER =
      RosterReader.read(
          "people.yaml",
          """
          people:
            ana: {name: Ana, roles: [responder], accounts: [console]}
            ben: {name: Ben, roles: [approver, db_owner], accounts: [console]}
            chi: {name: Chi, roles: [approver], accounts: [console]}
            dan: {name: Dan, roles: [db_owner], accounts: [console]}
            eve: {name: Eve, roles: [responder], accounts: [console]}
          """,
          new Problems());

  @Test
  void each_group_must_sign_and_the_shorter_wait_holds() {
    assertThat(BOTH.signatures()).isEqualTo(2);
    assertThat(BOTH.pending()).isEqualTo(Duration.ofMinutes(5));
    assertThat(resolve(yes(CHI))).isEqualTo(new Resolution.Pending(1));
    assertThat(resolve(yes(CHI), yes(DAN)))
        .isEqualTo(new Resolution.Approved(List.of(CHI, DAN), NOW));
  }

  @Test
  void one_person_with_both_roles_is_one_key() {
    assertThat(resolve(yes(BEN))).isEqualTo(new Resolution.Pending(1));
  }

  @Test
  void who_has_both_roles_signs_for_the_one_that_nobody_else_could_in_either_order() {
    assertThat(resolve(yes(BEN), yes(CHI))).isInstanceOf(Resolution.Approved.class);
    assertThat(resolve(yes(CHI), yes(BEN))).isInstanceOf(Resolution.Approved.class);
    assertThat(resolve(yes(BEN), yes(DAN))).isInstanceOf(Resolution.Approved.class);
  }

  @Test
  void who_has_none_of_the_roles_is_told_which_are_wanted() {
    assertThat(Approvals.objection(BOTH, ANA, List.of(), yes(EVE), PLAN, ROSTER))
        .hasValueSatisfying(p -> {
          assertThat(p.code()).isEqualTo(ErrorCode.ROLE_MISSING);
          assertThat(p.what()).contains("'approver' or 'db_owner'");
        });
  }

  @Test
  void a_person_with_one_role_never_counts_for_the_other() {
    Rule owners = Rule.of(List.of(new Demand("db_owner", 1, ""), OWNER), PENDING, START);
    assertThat(Approvals.missing(owners, List.of(DAN, CHI), ROSTER, NOW)).isEqualTo(1);
    assertThat(Approvals.missing(owners, List.of(DAN, BEN), ROSTER, NOW)).isEqualTo(0);
  }

  @Test
  void a_second_signature_of_a_group_that_is_complete_is_refused() {
    Rule rule =
        Rule.of(
            List.of(new Demand("approver", 1, ""), new Demand("db_owner", 2, "")), PENDING, START);

    Optional<Problem> why =
        Approvals.objection(rule, ANA, List.of(yes(BEN), yes(DAN)), yes(CHI), PLAN, ROSTER);
    assertThat(why).isEmpty(); // Ben moves to the owners, and Chi is the approver

    Rule owners =
        Rule.of(
            List.of(new Demand("db_owner", 2, ""), new Demand("approver", 1, "")), PENDING, START);
    Optional<Problem> full =
        Approvals.objection(
            owners,
            ANA,
            List.of(yes(CHI)),
            new Review(new PersonId("gil"), new Account("console", "gil"), true, PLAN, "", NOW),
            PLAN,
            RosterReader.read(
                "people.yaml",
                """
                people:
                  chi: {name: Chi, roles: [approver], accounts: [console]}
                  gil: {name: Gil, roles: [approver], accounts: [console]}
                """,
                new Problems()));
    assertThat(full)
        .hasValueSatisfying(p -> {
          assertThat(p.code()).isEqualTo(ErrorCode.APPROVAL_TWICE);
          assertThat(p.what()).contains("3 signatures: 2 of the role db_owner, 1 of the role");
          assertThat(p.advice()).isNotBlank();
        });
  }

  @Test
  void a_denial_of_either_group_ends_it() {
    Review no = new Review(DAN, new Account("console", "dan"), false, PLAN, "not on my base", NOW);
    assertThat(resolve(yes(CHI), no)).isEqualTo(new Resolution.Denied(no));
  }

  @Test
  void what_was_asked_for_a_reason_of_the_denied_plan_is_not_asked_of_the_next_one() {
    assertThat(ONE.atLeast(BOTH)).isEqualTo(ONE);
    Rule groups = ONE.and(Rule.of(List.of(new Demand("db_owner", 1, "")), PENDING, START));
    assertThat(ONE.atLeast(groups).all()).containsExactlyElementsOf(groups.all());
  }

  @Test
  void a_rule_of_one_group_is_written_as_it_always_was() {
    assertThat(ONE.demands()).isEmpty();
    assertThat(Rule.of(ONE.all(), PENDING, START)).isEqualTo(ONE);
    assertThat(ONE.says()).isEqualTo("1 signature of the role approver");
    assertThat(BOTH.says())
        .isEqualTo(
            "2 signatures: 1 of the role approver, 1 of the role db_owner for the skip of a guard");
    assertThatThrownBy(() -> new Rule("approver", 1, PENDING, START, List.of(OWNER)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Resolution resolve(Review... reviews) {
    return Approvals.resolve(BOTH, ANA, PLAN, List.of(reviews), ROSTER, NOW);
  }

  private static Review yes(PersonId by) {
    return new Review(by, new Account("console", by.id()), true, PLAN, "", NOW);
  }
}
