package dev.twokey.operation;

import dev.twokey.approval.Review;
import dev.twokey.credential.Credentials;
import dev.twokey.engine.Context;
import dev.twokey.guard.RiskRules;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * By which keys people said yes. Where the rules want a passkey, one key of the request must be
 * given by one; and a word that was given by a passkey counts no more when that is revoked,
 * whatever the rules want.
 */
final class KeyProofs {
  private final Operation state;
  private final Context<Known> context;

  KeyProofs(Operation state, Context<Known> context) {
    this.state = state;
    this.context = context;
  }

  /** Returns whether one key must be given by passkey. */
  boolean wanted() {
    return RiskRules.wantPasskey(state.plan().rules());
  }

  /** Returns whether a person's word of that time was given by a passkey that still holds. */
  boolean hold(PersonId by, Optional<Proven.ByPasskey> shown, Instant then) {
    return shown.filter(p -> of(by).prove(p, then)).isPresent();
  }

  private Credentials of(PersonId person) {
    return context.look(Credentials.FAMILY, Credentials.stream(person));
  }

  /** Returns the reviews without those whose passkey was revoked since. */
  List<Review> counting(List<Review> reviews) {
    return reviews.stream()
        .filter(r -> r.passkey().isEmpty() || hold(r.by(), r.passkey(), r.at()))
        .toList();
  }

  /** Returns whether a passkey is wanted and none of these signers' reviews was given by one. */
  boolean lacking(List<Review> counted, List<PersonId> signers) {
    return wanted()
        && counted.stream()
            .filter(r -> r.approves() && signers.contains(r.by()))
            .noneMatch(r -> r.passkey().isPresent());
  }

  /**
   * Returns the reviews that stand against a new one of the same person: who signed from a chat may
   * sign once more by passkey, where that is what lacks.
   */
  List<Review> against(Review review) {
    boolean better = wanted() && review.approves() && review.passkey().isPresent();
    return counting(state.reviews()).stream()
        .filter(r -> !better || !r.by().equals(review.by()) || r.passkey().isPresent())
        .toList();
  }

  /** Returns why a signature that would be the only one can't be given without a passkey. */
  Optional<Problem> objection(Review review, int signatures) {
    boolean given = hold(review.by(), review.passkey(), review.at());
    if (review.passkey().isPresent() && !given) {
      return Optional.of(
          new Problem(
              ErrorCode.PASSKEY_REFUSED,
              "Your session was proven by a passkey that no longer holds.",
              "Sign in anew."));
    }
    return wanted() && review.approves() && signatures == 1 && !given
        ? Optional.of(missing())
        : Optional.empty();
  }

  /** Returns what is told to somebody who must show a passkey. */
  static Problem missing() {
    return new Problem(
        ErrorCode.PASSKEY_NEEDED,
        "The policy wants this by passkey, shown in the console within the last 12 hours.",
        "Sign in by passkey there and press again; the first passkey is enrolled by /enroll.");
  }
}
