package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

/**
 * A part of a runbook that another part names.
 *
 * @param id in the whole folder: {@code rabbitmq_down.restart_broker}; of a runbook {@code
 *     rabbitmq_down}
 */
public record Link(Kind kind, String id) {
  /** What is named. */
  public enum Kind {
    CHECK,
    CAUSE,
    ACTION,
    FORBID,
    DRILL,
    TASKS,
    RUNBOOK
  }

  public Link {
    requireNonNull(kind, "kind");
    requireNonNull(id, "id");
  }
}
