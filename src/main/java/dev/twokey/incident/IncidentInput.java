package dev.twokey.incident;

import dev.twokey.chat.Conversation;
import dev.twokey.engine.Input;
import dev.twokey.people.PersonId;
import java.time.Instant;

/** What people want of an incident. */
public sealed interface IncidentInput extends Input {
  /** Declare it in a channel. */
  record Open(String title, String environment, PersonId by, Conversation where, boolean demo) implements IncidentInput {}

  /** Write something down. */
  record Note(PersonId by, String text) implements IncidentInput {}

  /** Say when the fault began. */
  record DateFault(PersonId by, Instant started) implements IncidentInput {}

  /** End it. */
  record Close(PersonId by) implements IncidentInput {}
}
