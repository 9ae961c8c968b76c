package dev.twokey.approval;

import dev.twokey.journal.Event;
import java.util.List;

/** What happens to the record of denials of a target. */
public sealed interface DenialEvent extends Event {
  /**
   * Somebody who may sign said no.
   *
   * @param operation that was denied
   * @param review who, when and why
   * @param rule that it was asked under
   * @param actions what it would have done to the target, as kinds of actions
   */
  record Denied(String operation, Review review, Rule rule, List<String> actions)
      implements DenialEvent {
    public Denied {
      actions = List.copyOf(actions);
    }
  }
}
