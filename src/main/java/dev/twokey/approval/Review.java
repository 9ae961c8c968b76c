package dev.twokey.approval;

import static java.util.Objects.requireNonNull;

import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import java.time.Instant;

/**
 * One person's word on one plan.
 *
 * @param by the person, whichever account was used
 * @param through the account, for the record
 * @param approves false is a denial
 * @param planHash what was on the card
 * @param reason required for a denial
 * @param at when
 */
public record Review(PersonId by, Account through, boolean approves, String planHash, String reason, Instant at) {
  public Review {
    requireNonNull(by, "by");
    requireNonNull(through, "through");
    requireNonNull(planHash, "planHash");
    requireNonNull(reason, "reason");
    requireNonNull(at, "at");
  }
}
