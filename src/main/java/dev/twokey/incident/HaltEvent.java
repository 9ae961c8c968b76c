package dev.twokey.incident;

import dev.twokey.journal.Event;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import java.util.Optional;

/** What happens to the halt switch. */
public sealed interface HaltEvent extends Event {
  /** Changes in the scope stop; undo, verification and reads go on. */
  record Halted(String scope, PersonId by, String reason) implements HaltEvent {}

  /** One of the two people that a release needs has signed. */
  record ReleaseSigned(String scope, PersonId by) implements HaltEvent {}

  /** Changes in the scope are possible again. */
  record Released(String scope, PersonId by) implements HaltEvent {}

  /** An input had no effect. */
  record HaltRefused(PersonId by, Problem why) implements HaltEvent {
    @Override
    public Optional<Problem> refusal() {
      return Optional.of(why);
    }
  }
}
