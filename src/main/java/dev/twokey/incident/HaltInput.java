package dev.twokey.incident;

import dev.twokey.chat.Conversation;
import dev.twokey.engine.Input;
import dev.twokey.people.PersonId;
import java.util.List;

/** What people want of the halt switch. */
public sealed interface HaltInput extends Input {
  /**
   * Stop changes in a scope.
   *
   * @param where who must be told: first where it was typed; empty if nowhere
   * @param text what was typed, redacted
   */
  record Halt(String scope, PersonId by, String reason, List<Conversation> where, String text)
      implements HaltInput {
    public Halt {
      where = List.copyOf(where);
    }
  }

  /** Let changes in a scope go on. {@code onCall} lets one person do it, after ten minutes. */
  record Release(String scope, PersonId by, boolean onCall) implements HaltInput {}
}
