package dev.twokey.incident;

import dev.twokey.chat.Conversation;
import dev.twokey.people.PersonId;
import java.time.Instant;

/** How far an incident is. */
public sealed interface Incident {
  /** Nobody declared it. */
  record None(String id) implements Incident {}

  /**
   * It is being handled.
   *
   * @param automatic whether Twokey opened it because a change in production had none
   */
  record Open(
      String id,
      String title,
      String environment,
      PersonId by,
      Conversation where,
      Instant at,
      Instant faultStarted,
      boolean automatic)
      implements Incident {
    Open faultStarted(Instant started) {
      return new Open(id, title, environment, by, where, at, started, automatic);
    }
  }

  /** It is over. */
  record Closed(Open was, Instant at, PersonId by) implements Incident {}
}
