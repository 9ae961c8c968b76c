package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What an action does. */
public sealed interface Run {
  /** One kind of action with its arguments. */
  record One(String action, With with) implements Run {
    public One {
      requireNonNull(action, "action");
      requireNonNull(with, "with");
    }
  }

  /**
   * Actions of the same file, one after the other: one plan, one approval, ends at the first
   * failure.
   *
   * @param actions their ids in the whole folder
   */
  record Several(List<String> actions) implements Run {
    public Several {
      actions = List.copyOf(actions);
    }
  }
}
