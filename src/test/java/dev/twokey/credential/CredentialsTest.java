package dev.twokey.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.credential.CredentialEvent.CredentialRefused;
import dev.twokey.credential.CredentialEvent.PasskeyEnrolled;
import dev.twokey.credential.CredentialEvent.PasskeyRevoked;
import dev.twokey.credential.CredentialEvent.PasskeyUsed;
import dev.twokey.credential.CredentialEvent.TokenIssued;
import dev.twokey.journal.SettableClock;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** One person's credentials, as scripts. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CredentialsTest {
  private static final PersonId BEN = new PersonId("ben");
  private static final PersonId CHI = new PersonId("chi");
  private static final Account SLACK = new Account("slack", "T1/U2");

  private final SettableClock clock = new SettableClock();
  private final KeyJournal journal = new KeyJournal(clock);

  private static PublicKey key(String credential, long count) {
    return new PublicKey(credential, "handle", "cose", List.of("internal"), count);
  }

  private List<CredentialEvent> enrol(String id, Optional<String> vouched) {
    return journal.ask(
        BEN, new CredentialInput.Enrol(id, key("c-" + id, 0), "laptop", SLACK, vouched));
  }

  private List<CredentialEvent> revoke(String id, PersonId by, boolean approver, String reason) {
    return journal.ask(BEN, new CredentialInput.Revoke(id, by, approver, reason));
  }

  private static void refused(List<CredentialEvent> events, ErrorCode code) {
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            CredentialRefused.class, r -> assertThat(r.why().code()).isEqualTo(code));
  }

  private List<Boolean> loud() {
    return journal.state(BEN).passkeys().values().stream().map(Passkey::loud).toList();
  }

  @Test
  void the_first_passkey_is_quiet_and_a_further_one_is_loud_unless_an_earlier_one_vouches() {
    enrol("pk-1", Optional.empty());
    enrol("pk-2", Optional.empty());
    enrol("pk-3", Optional.of("pk-1"));
    assertThat(loud()).containsExactly(false, true, false);
  }

  @Test
  void revoking_the_last_makes_the_next_no_first_one() {
    enrol("pk-1", Optional.empty());
    revoke("pk-1", BEN, false, "");
    enrol("pk-2", Optional.empty());
    assertThat(loud()).containsExactly(true);
  }

  @Test
  void a_revoked_passkey_vouches_for_nothing() {
    enrol("pk-1", Optional.empty());
    revoke("pk-1", BEN, false, "");
    refused(enrol("pk-2", Optional.of("pk-1")), ErrorCode.PASSKEY_NEEDED);
    assertThat(journal.state(BEN).passkeys()).isEmpty();
  }

  @Test
  void the_same_passkey_is_not_enrolled_twice() {
    enrol("pk-1", Optional.empty());
    refused(
        journal.ask(
            BEN,
            new CredentialInput.Enrol("pk-9", key("c-pk-1", 0), "again", SLACK, Optional.empty())),
        ErrorCode.STATE_WRONG);
  }

  @Test
  void more_than_ten_are_refused() {
    for (int i = 0; i < 10; i++) {
      assertThat(enrol("pk-" + i, Optional.empty())).first().isInstanceOf(PasskeyEnrolled.class);
    }
    refused(enrol("pk-10", Optional.empty()), ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void a_passkey_that_never_counts_leaves_no_record_of_its_use() {
    enrol("pk-1", Optional.empty());
    assertThat(journal.ask(BEN, new CredentialInput.Use("pk-1", 0))).isEmpty();
  }

  @Test
  void a_passkey_that_counts_must_count_on() {
    enrol("pk-1", Optional.empty());
    assertThat(journal.ask(BEN, new CredentialInput.Use("pk-1", 5)))
        .containsExactly(new PasskeyUsed("pk-1", 5));
    refused(journal.ask(BEN, new CredentialInput.Use("pk-1", 5)), ErrorCode.PASSKEY_REFUSED);
    refused(journal.ask(BEN, new CredentialInput.Use("pk-1", 0)), ErrorCode.PASSKEY_REFUSED);
    assertThat(journal.ask(BEN, new CredentialInput.Use("pk-1", 6)))
        .containsExactly(new PasskeyUsed("pk-1", 6));
    refused(journal.ask(BEN, new CredentialInput.Use("pk-2", 1)), ErrorCode.PASSKEY_REFUSED);
  }

  @Test
  void others_revoke_only_with_the_role_and_a_reason() {
    enrol("pk-1", Optional.empty());
    refused(revoke("pk-1", CHI, false, "stolen"), ErrorCode.ROLE_MISSING);
    refused(revoke("pk-1", CHI, true, " "), ErrorCode.ARGUMENT_MISSING);
    refused(revoke("pk-9", CHI, true, "stolen"), ErrorCode.NOT_FOUND);
    assertThat(revoke("pk-1", CHI, true, "stolen"))
        .containsExactly(new PasskeyRevoked("pk-1", CHI, "stolen"));
    assertThat(journal.ring().holds("pk-1")).isFalse();
  }

  @Test
  void a_passkey_proves_for_twelve_hours_and_not_once_it_is_revoked() {
    enrol("pk-1", Optional.empty());
    Instant shown = clock.instant();
    Proven.ByPasskey proof = new Proven.ByPasskey("pk-1", shown);
    Credentials ben = journal.state(BEN);
    assertThat(ben.prove(proof, shown)).isTrue();
    assertThat(ben.prove(proof, shown.plus(Duration.ofHours(12)).minusMillis(1))).isTrue();
    assertThat(ben.prove(proof, shown.plus(Duration.ofHours(12)))).isFalse();
    assertThat(ben.prove(proof, shown.minusMillis(1))).isFalse();
    revoke("pk-1", BEN, false, "");
    assertThat(journal.state(BEN).prove(proof, shown)).isFalse();
  }

  @Test
  void a_token_is_found_by_its_text_until_it_ends_or_is_revoked() {
    issue("tk-1", "a long text", Duration.ofDays(30));
    issue("tk-2", "another", Duration.ofDays(2));
    assertThat(journal.ring().token("a long text", clock.instant()))
        .hasValueSatisfying(t -> assertThat(t.proof()).isEqualTo(new Proven.ByToken("tk-1", true)));
    assertThat(journal.ring().token("a guess", clock.instant())).isEmpty();
    clock.pass(Duration.ofDays(2));
    assertThat(journal.ring().token("another", clock.instant())).isEmpty();
    revoke("tk-1", BEN, false, "");
    assertThat(journal.ring().token("a long text", clock.instant())).isEmpty();
    assertThat(journal.events().toString()).doesNotContain("a long text");
  }

  private List<CredentialEvent> issue(String id, String text, Duration life) {
    return journal.ask(
        BEN, new CredentialInput.IssueToken(id, Token.hash(text), "ci", true, SLACK, life));
  }

  @Test
  void a_token_lives_a_day_to_a_year_and_there_are_twenty_at_most() {
    refused(issue("tk-0", "x", Duration.ZERO), ErrorCode.ARGUMENT_INVALID);
    refused(issue("tk-0", "x", Duration.ofDays(367)), ErrorCode.ARGUMENT_INVALID);
    for (int i = 0; i < 20; i++) {
      assertThat(issue("tk-" + i, "x" + i, Duration.ofDays(1)))
          .first()
          .isInstanceOf(TokenIssued.class);
    }
    refused(issue("tk-20", "x", Duration.ofDays(1)), ErrorCode.LIMIT_EXCEEDED);
    clock.pass(Duration.ofDays(1));
    assertThat(issue("tk-21", "y", Duration.ofDays(1))).first().isInstanceOf(TokenIssued.class);
    assertThat(journal.state(BEN).tokens()).containsOnlyKeys("tk-21");
  }

  @Test
  void a_label_is_one_short_line() {
    enrol("pk-1", Optional.empty());
    refused(journal.ask(BEN, new CredentialInput.Label("pk-1", " ")), ErrorCode.ARGUMENT_INVALID);
    refused(
        journal.ask(BEN, new CredentialInput.Label("pk-1", "a\nb")), ErrorCode.ARGUMENT_INVALID);
    refused(journal.ask(BEN, new CredentialInput.Label("pk-2", "x")), ErrorCode.NOT_FOUND);
  }
}
