package dev.twokey.incident;

import dev.twokey.engine.Input;
import dev.twokey.people.PersonId;

/** What people want of the halt switch. */
public sealed interface HaltInput extends Input {
  /** Stop changes in a scope. */
  record Halt(String scope, PersonId by, String reason) implements HaltInput {}

  /** Let changes in a scope go on. {@code onCall} lets one person do it, after ten minutes. */
  record Release(String scope, PersonId by, boolean onCall) implements HaltInput {}
}
