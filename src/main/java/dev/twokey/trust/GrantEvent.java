package dev.twokey.trust;

import dev.twokey.approval.Review;
import dev.twokey.chat.Conversation;
import dev.twokey.journal.Event;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What happens to a role that is given for a time. */
public sealed interface GrantEvent extends Event {
  /**
   * Somebody asked for it.
   *
   * @param to who would get the role
   * @param lasts how long, from the signature on
   * @param until when the question expires
   */
  record GrantAsked(
      PersonId by,
      PersonId to,
      String role,
      Duration lasts,
      String reason,
      Conversation where,
      Instant until)
      implements GrantEvent {}

  /** A third person signed: the role is held until then. */
  record RoleGranted(Review review, Instant until) implements GrantEvent {}

  /** Somebody who may sign said no. */
  record GrantDenied(Review review) implements GrantEvent {}

  /** Nobody signed in time. */
  record GrantExpired() implements GrantEvent {}

  /** Its time is over. */
  record RoleEnded() implements GrantEvent {}

  /** Somebody ended it before its time, or took the question back. */
  record GrantRevoked(PersonId by, String reason) implements GrantEvent {}

  /** An input had no effect. */
  record GrantRefused(PersonId by, Problem why) implements GrantEvent {
    @Override
    public Optional<Problem> refusal() {
      return Optional.of(why);
    }
  }
}
