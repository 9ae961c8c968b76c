package dev.twokey.approval;

import static java.util.Objects.requireNonNull;

import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import java.time.Instant;
import java.util.Optional;

/**
 * One person's word on one plan.
 *
 * @param by the person, whichever account was used
 * @param through the account, for the record
 * @param approves false is a denial
 * @param planHash what was on the card
 * @param reason required for a denial
 * @param at when
 * @param passkey which proved the session that it was given in; empty where the chat alone vouches
 */
public record Review(
    PersonId by,
    Account through,
    boolean approves,
    String planHash,
    String reason,
    Instant at,
    Optional<Proven.ByPasskey> passkey) {
  public Review {
    requireNonNull(by, "by");
    requireNonNull(through, "through");
    requireNonNull(planHash, "planHash");
    requireNonNull(reason, "reason");
    requireNonNull(at, "at");
    requireNonNull(passkey, "passkey");
  }

  /** Makes one for which the chat alone vouches. */
  public Review(
      PersonId by, Account through, boolean approves, String planHash, String reason, Instant at) {
    this(by, through, approves, planHash, reason, at, Optional.empty());
  }
}
