package dev.twokey.credential;

import dev.twokey.journal.Event;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.Optional;

/** What happens to the credentials of one person. The person is the stream. */
public sealed interface CredentialEvent extends Event {
  /** A link for enrolling was asked for from this account and handed to it. */
  record LinkAsked(Account through) implements CredentialEvent {}

  /**
   * A passkey was enrolled.
   *
   * @param passkey its id
   * @param through the account that was handed the link
   * @param vouched the earlier passkey that was shown; empty if none was
   */
  record PasskeyEnrolled(
      String passkey, PublicKey key, String label, Account through, Optional<String> vouched)
      implements CredentialEvent {}

  /** A passkey was used; its authenticator counts its signatures. */
  record PasskeyUsed(String passkey, long signatures) implements CredentialEvent {}

  /** Its person calls it otherwise. */
  record PasskeyLabelled(String passkey, String label) implements CredentialEvent {}

  /** It counts no more, for nothing that was not executed yet. */
  record PasskeyRevoked(String passkey, PersonId by, String reason) implements CredentialEvent {}

  /** A token was made. Its text is nowhere. */
  record TokenIssued(
      String token, String hash, String label, boolean changes, Account account, Instant until)
      implements CredentialEvent {}

  /** It counts no more. */
  record TokenRevoked(String token, PersonId by, String reason) implements CredentialEvent {}

  /** Something had no effect. {@code input} says what was wanted. */
  record CredentialRefused(PersonId by, String input, Problem why) implements CredentialEvent {
    @Override
    public Optional<Problem> refusal() {
      return Optional.of(why);
    }
  }
}
