package dev.twokey.credential;

import dev.twokey.engine.Input;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import java.time.Duration;
import java.util.Optional;

/** What people want of the credentials of one person. */
public sealed interface CredentialInput extends Input {
  /** Hand this account a link for enrolling. */
  record AskLink(Account through) implements CredentialInput {}

  /**
   * Take this passkey for the person's.
   *
   * @param passkey its fresh id
   * @param through the account that was handed the link
   * @param vouched the passkey by which the enrolling session was proven; empty if by none
   */
  record Enrol(
      String passkey, PublicKey key, String label, Account through, Optional<String> vouched)
      implements CredentialInput {}

  /** Let the person in. {@code signatures} is what the authenticator says it has given. */
  record Use(String passkey, long signatures) implements CredentialInput {}

  /** Call a passkey otherwise. */
  record Label(String passkey, String label) implements CredentialInput {}

  /**
   * Take a passkey or token back, whichever has that id.
   *
   * @param approver whether {@code by} may do so for others
   */
  record Revoke(String id, PersonId by, boolean approver, String reason)
      implements CredentialInput {}

  /**
   * Make a token.
   *
   * @param token its fresh id
   * @param hash of its text
   */
  record IssueToken(
      String token, String hash, String label, boolean changes, Account account, Duration life)
      implements CredentialInput {}
}
