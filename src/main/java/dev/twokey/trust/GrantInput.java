package dev.twokey.trust;

import dev.twokey.approval.Review;
import dev.twokey.chat.Conversation;
import dev.twokey.engine.Input;
import dev.twokey.people.PersonId;
import java.time.Duration;

/** What people want of a role that is given for a time. */
public sealed interface GrantInput extends Input {
  /** Ask for it. */
  record Ask(
      PersonId by, PersonId to, String role, Duration lasts, String reason, Conversation where)
      implements GrantInput {}

  /** A person's word on it. */
  record Sign(Review review) implements GrantInput {}

  /** End it now, or take the question back. */
  record Revoke(PersonId by, String reason) implements GrantInput {}

  /** Nothing that waits here may be signed any more: the journal was put back. */
  record Voided() implements GrantInput {}
}
