package dev.twokey.checklist;

import dev.twokey.engine.Input;
import dev.twokey.people.PersonId;

/** What people want of a checklist. */
public sealed interface ChecklistInput extends Input {
  /** Returns who. */
  PersonId by();

  /** Work through this. */
  record Open(ChecklistEvent.Opening opening) implements ChecklistInput {
    @Override
    public PersonId by() {
      return opening.by();
    }
  }

  /** It is done. */
  record Tick(PersonId by, String task) implements ChecklistInput {}

  /** It is to be done again. */
  record Reopen(PersonId by, String task) implements ChecklistInput {}

  /** Leave it out. */
  record Skip(PersonId by, String task, String reason) implements ChecklistInput {}

  /** Read again, after the time for it was over. */
  record Watch(PersonId by) implements ChecklistInput {}

  /** End it though tasks are open. */
  record Close(PersonId by, String reason) implements ChecklistInput {}
}
