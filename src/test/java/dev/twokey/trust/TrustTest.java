package dev.twokey.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.trust.Proposal.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Who changes what holds, told decision by decision. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrustTest {
  private static final TrustFiles TEAM = TrustFiles.TEAM;
  private static final TrustFiles WIDER =
      TEAM.with("name: Ana, roles: [responder]", "name: Ana, roles: [responder, approver]");
  private static final TrustFiles STRICTER = TEAM.with("cooldown: 10m", "cooldown: 20m");

  @Test
  void nothing_holds_until_the_host_accepts_it() {
    Script script = new Script().loads(TEAM);
    assertThat(script.events()).isEmpty();
    assertThat(script.trust().root().isEmpty()).isTrue();
    assertThat(script.host(TEAM).trust().root()).isEqualTo(TEAM.root());
    assertThat(script.trust().latest().orElseThrow().by()).contains(new Acceptance.ByHost("root"));
    assertThat(script.loads(TEAM).events()).isEmpty();
    assertThat(script.host(TEAM).refused()).contains(ErrorCode.STATE_WRONG);
  }

  @Test
  void the_host_accepts_what_it_was_shown_and_nothing_else() {
    Script script = Script.accepted(TEAM).loads(WIDER);
    String shown = TEAM.root().hashTo(WIDER.root());
    script.trust(new TrustInput.AcceptOnHost(STRICTER.root(), shown, "root"));
    assertThat(script.refused()).contains(ErrorCode.APPROVAL_STALE);
    assertThat(script.trust().root()).isEqualTo(TEAM.root());
  }

  @Test
  void only_a_demo_accepts_its_own_files() {
    Script script = new Script().trust(new TrustInput.Loaded(TEAM.root(), true));
    assertThat(script.events()).containsExactly("ConfigAccepted");
    script.trust(new TrustInput.Loaded(WIDER.root(), true));
    assertThat(script.trust().root()).isEqualTo(WIDER.root());
    script.trust(new TrustInput.Loaded(TEAM.with("cooldown: 10m", "cooldown: 1m").root(), false));
    assertThat(script.events()).containsExactly("ConfigNarrowed", "ChangeProposed");
  }

  @Test
  void what_widens_waits_for_two_people_of_the_roster_that_holds() {
    Script script = Script.accepted(TEAM).loads(WIDER);
    assertThat(script.events()).containsExactly("ChangeProposed");
    assertThat(script.loads(WIDER).events()).as("told once").isEmpty();

    assertThat(script.signs("ana").refused()).contains(ErrorCode.ROLE_MISSING);
    assertThat(script.signs("eve").refused()).contains(ErrorCode.ROLE_MISSING);
    assertThat(script.signs("ben").events()).containsExactly("ChangeReviewed");
    assertThat(script.trust().root()).as("one key").isEqualTo(TEAM.root());
    assertThat(script.signs("ben").refused()).contains(ErrorCode.APPROVAL_TWICE);
    assertThat(script.signs("chi").events()).containsExactly("ChangeReviewed", "ConfigAccepted");
    assertThat(script.trust().root()).isEqualTo(WIDER.root());
    assertThat(script.trust().latest().orElseThrow().by())
        .contains(new Acceptance.ByPeople(List.of(new PersonId("ben"), new PersonId("chi"))));
    assertThat(script.signs("chi").refused()).contains(ErrorCode.APPROVAL_STALE);
  }

  @Test
  void what_narrows_holds_at_once_and_to_take_it_back_widens() {
    Script script = Script.accepted(TEAM).loads(STRICTER);
    assertThat(script.events()).containsExactly("ConfigNarrowed");
    assertThat(script.trust().root()).isEqualTo(STRICTER.root());
    assertThat(script.loads(TEAM).events()).containsExactly("ChangeProposed");
    assertThat(script.trust().root()).isEqualTo(STRICTER.root());
    assertThat(script.loads(STRICTER).events()).containsExactly("ChangeWithdrawn");
  }

  @Test
  void of_a_mixed_change_the_narrowing_holds_and_the_rest_waits() {
    Script script = Script.accepted(TEAM).loads(WIDER.with("cooldown: 10m", "cooldown: 20m"));
    assertThat(script.events()).containsExactly("ConfigNarrowed", "ChangeProposed");
    assertThat(script.trust().root()).isEqualTo(STRICTER.root());
    assertThat(script.trust().waiting().orElseThrow().differences())
        .singleElement()
        .matches(d -> d.says().contains("ana gets the role approver"));
  }

  @Test
  void files_that_change_again_need_new_signatures() {
    Script script = Script.accepted(TEAM).loads(WIDER).signs("ben");
    String old = script.trust().waiting().orElseThrow().hash();
    script.loads(WIDER.with("cooldown: 10m", "cooldown: 9m"));
    assertThat(script.events()).containsExactly("ChangeWithdrawn", "ChangeProposed");
    assertThat(script.trust().waiting().orElseThrow().reviews()).isEmpty();
    assertThat(script.trust().waiting().orElseThrow().hash()).isNotEqualTo(old);
    script.signs("chi");
    assertThat(script.trust().root()).isEqualTo(TEAM.root());
  }

  @Test
  void a_signature_of_somebody_who_was_taken_off_the_roster_no_longer_counts() {
    TrustFiles withDan =
        TEAM.with("people:\n", "people:\n  dan: {roles: [approver], accounts: [console]}\n");
    Script script =
        Script.accepted(withDan)
            .loads(withDan.with("cooldown: 10m", "cooldown: 9m"))
            .signs("dan")
            .loads(TEAM.with("cooldown: 10m", "cooldown: 9m"));
    assertThat(script.events())
        .containsExactly("ChangeWithdrawn", "ConfigNarrowed", "ChangeProposed");
    assertThat(script.signs("dan").refused()).contains(ErrorCode.ROLE_MISSING);
    assertThat(script.signs("ben").events()).containsExactly("ChangeReviewed");
  }

  @Test
  void a_denial_needs_a_reason_and_ends_it_until_somebody_asks_again() {
    Script script = Script.accepted(TEAM).loads(WIDER);
    assertThat(script.denies("ben", " ").refused()).contains(ErrorCode.ARGUMENT_MISSING);
    assertThat(script.denies("ana", "no").refused()).contains(ErrorCode.ROLE_MISSING);
    assertThat(script.denies("ben", "who is this for?").events()).containsExactly("ChangeRejected");
    assertThat(script.signs("chi").refused()).contains(ErrorCode.APPROVAL_STALE);
    assertThat(script.loads(WIDER).events()).as("a restart does not ask again").isEmpty();
    assertThat(script.after(Duration.ofHours(24)).alarms().events())
        .containsExactly("ChangeReminded");
    String hash = script.trust().proposal().orElseThrow().hash();
    script.trust(new TrustInput.AskAgain(new PersonId("ana"), hash));
    assertThat(script.events()).containsExactly("ChangeProposed");
    assertThat(script.trust().proposal().orElseThrow().number()).isEqualTo(2);
    assertThat(script.signs("ben").signs("chi").trust().root()).isEqualTo(WIDER.root());
  }

  @Test
  void it_expires_after_a_day_and_is_told_of_once_a_day() {
    Script script = Script.accepted(TEAM).loads(WIDER).signs("ben");
    script.after(Duration.ofHours(24));
    assertThat(script.signs("chi").refused()).contains(ErrorCode.APPROVAL_STALE);
    assertThat(script.alarms().events()).containsExactly("ChangeExpired");
    for (int day = 0; day < 3; day++) {
      assertThat(script.after(Duration.ofHours(24)).alarms().events())
          .containsExactly("ChangeReminded");
    }
    assertThat(script.host(WIDER).events()).containsExactly("ConfigAccepted");
    assertThat(script.trust().proposal().map(Proposal::fate)).contains(Fate.ACCEPTED);
    assertThat(Trust.FAMILY.decider().work(script.trust())).isEmpty();
  }

  @Test
  void a_broken_file_keeps_what_holds_and_is_told_once() {
    Script script = Script.accepted(TEAM);
    TrustInput.Broken broken = new TrustInput.Broken(List.of("people.yaml:3:1: no YAML"));
    assertThat(script.trust(broken).events()).containsExactly("FilesBroken");
    assertThat(script.trust(broken).events()).isEmpty();
    assertThat(script.trust().root()).isEqualTo(TEAM.root());
    assertThat(script.loads(TEAM).events()).containsExactly("FilesMended");
    assertThat(script.trust().broken()).isEmpty();
  }

  @Test
  void nobody_can_sign_where_no_rule_of_production_asks_for_a_signature() {
    TrustFiles alone =
        TEAM.with("approval: {of: approver, quorum: 1, pending: 15m, start_within: 10m}, ", "")
            .with("approval: {of: approver}, ", "");
    Script script = Script.accepted(alone).loads(alone.with("cooldown: 10m", "cooldown: 1m"));
    assertThat(script.signs("ben").refused()).contains(ErrorCode.ROLE_MISSING);
    assertThat(Signers.of(alone.root(), script.now())).isEmpty();
    assertThat(script.trust().accepted()).isEqualTo(Optional.of(alone.root()));
  }
}
