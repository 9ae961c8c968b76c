package dev.twokey.incident;

import dev.twokey.chat.Conversation;
import dev.twokey.journal.Event;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.Optional;

/** What happens to an incident. */
public sealed interface IncidentEvent extends Event {
  /**
   * It was declared.
   *
   * @param automatic whether Twokey opened it because a change in production had none
   * @param demo whether it happened in a demo
   */
  record IncidentOpened(
      String title, String environment, PersonId by, Conversation where, boolean automatic, boolean demo)
      implements IncidentEvent {}

  /** Somebody wrote something down. */
  record IncidentNoted(PersonId by, String text) implements IncidentEvent {}

  /** Somebody said when the fault began; the newest word counts. */
  record FaultDated(PersonId by, Instant started) implements IncidentEvent {}

  /** It is over. */
  record IncidentClosed(PersonId by) implements IncidentEvent {}

  /** An input had no effect. */
  record IncidentRefused(PersonId by, Problem why) implements IncidentEvent {
    @Override
    public Optional<Problem> refusal() {
      return Optional.of(why);
    }
  }
}
