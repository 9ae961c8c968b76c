package dev.twokey.incident;

import dev.twokey.chat.Conversation;
import dev.twokey.journal.Event;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Optional;

/** What happens to the halt switch. */
public sealed interface HaltEvent extends Event {
  /** Returns the scope that changes; empty if none does. */
  default Optional<String> of() {
    return switch (this) {
      case Halted e -> Optional.of(e.scope());
      case HaltShown e -> Optional.of(e.scope());
      case ReleaseSigned e -> Optional.of(e.scope());
      case Released e -> Optional.of(e.scope());
      case HaltRefused _ -> Optional.empty();
    };
  }

  /** Changes in the scope stop; undo, verification and reads go on. */
  record Halted(String scope, PersonId by, String reason) implements HaltEvent {}

  /**
   * Where people were told of a halt; its card stands there until the scope is released.
   *
   * @param where first where it was typed, then where operations of the scope are under way
   * @param text what was typed, redacted
   */
  record HaltShown(String scope, PersonId by, List<Conversation> where, String text)
      implements HaltEvent {
    public HaltShown {
      where = List.copyOf(where);
    }
  }

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
