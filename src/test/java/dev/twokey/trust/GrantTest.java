package dev.twokey.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.people.FileRoster;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Roles for a time, told decision by decision. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GrantTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final PersonId ANA = new PersonId("ana");

  private final Script script = Script.accepted(TrustFiles.TEAM);

  private FileRoster roster() {
    return Grant.added(script.trust().root().roster(), List.of(script.grant()));
  }

  @Test
  void a_role_is_held_from_the_signature_to_its_end() {
    script.asks("ben", "ana", "approver", HOUR);
    assertThat(roster().hasRole(ANA, "approver", script.now())).isFalse();
    assertThat(script.grants("chi").events()).containsExactly("RoleGranted");
    assertThat(roster().hasRole(ANA, "approver", script.now())).isTrue();
    script.after(HOUR);
    assertThat(roster().hasRole(ANA, "approver", script.now())).isFalse();
    assertThat(script.grantAlarms().events()).containsExactly("RoleEnded");
    assertThat(Grant.FAMILY.decider().isClosed(script.grant())).isTrue();
  }

  @Test
  void neither_who_asks_nor_who_gets_it_is_the_second_key() {
    script.asks("ben", "chi", "responder", HOUR);
    assertThat(script.refused()).as("nobody is left to sign").contains(ErrorCode.APPROVAL_NOBODY);
    script.asks("ana", "chi", "responder", HOUR);
    assertThat(script.grants("ana").refused()).contains(ErrorCode.APPROVAL_OWN);
    assertThat(script.grants("chi").refused()).contains(ErrorCode.APPROVAL_OWN);
    assertThat(script.grants("eve").refused()).contains(ErrorCode.ROLE_MISSING);
    assertThat(script.grants("ben").events()).containsExactly("RoleGranted");
  }

  @Test
  void what_was_given_for_a_time_signs_for_nothing_that_lasts() {
    script.asks("ben", "ana", "approver", HOUR).grants("chi");
    script.loads(TrustFiles.TEAM.with("cooldown: 10m", "cooldown: 1m"));
    assertThat(script.signs("ana").refused()).contains(ErrorCode.ROLE_MISSING);
  }

  @Test
  void an_unknown_person_or_role_and_a_wrong_time_are_refused() {
    assertThat(script.asks("ben", "eve", "approver", HOUR).refused())
        .contains(ErrorCode.PERSON_UNKNOWN);
    assertThat(script.asks("ben", "ana", "aprover", HOUR).refused())
        .contains(ErrorCode.ARGUMENT_INVALID);
    assertThat(script.asks("ben", "ana", "approver", Duration.ofDays(8)).refused())
        .contains(ErrorCode.ARGUMENT_INVALID);
    assertThat(script.asks("ben", "ana", "approver", Duration.ofSeconds(5)).refused())
        .contains(ErrorCode.ARGUMENT_INVALID);
    assertThat(script.asks("ana", "chi", "approver", HOUR).refused())
        .contains(ErrorCode.STATE_WRONG);
    assertThat(script.grants("ben").refused()).contains(ErrorCode.APPROVAL_STALE);
  }

  @Test
  void anybody_ends_it_and_a_denial_needs_a_reason() {
    script.asks("ana", "ana", "approver", HOUR);
    assertThat(script.refuses("ben", "").refused()).contains(ErrorCode.ARGUMENT_MISSING);
    assertThat(script.grants("ben").revokes("ana").events()).containsExactly("GrantRevoked");
    assertThat(roster().hasRole(ANA, "approver", script.now())).isFalse();
    assertThat(script.revokes("ana").refused()).contains(ErrorCode.STATE_WRONG);
  }

  @Test
  void a_question_that_nobody_answers_expires() {
    script.asks("ben", "ana", "approver", HOUR).after(HOUR);
    assertThat(script.grants("chi").refused()).contains(ErrorCode.APPROVAL_STALE);
    assertThat(script.grantAlarms().events()).containsExactly("GrantExpired");
  }

  @Test
  void who_leaves_the_roster_keeps_no_role() {
    script.asks("ben", "ana", "approver", HOUR).grants("chi");
    FileRoster without =
        new FileRoster(
            script.trust().root().roster().members().stream()
                .filter(m -> !m.id().equals(ANA))
                .toList(),
            List.of(),
            java.util.Optional.empty());
    assertThat(Grant.added(without, List.of(script.grant())).person(ANA, script.now())).isEmpty();
  }
}
