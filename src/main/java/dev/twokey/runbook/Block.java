package dev.twokey.runbook;

/** A piece of a runbook that has an id. */
public sealed interface Block permits Check, Cause, RunbookAction, Forbid, Drill {
  /** Returns its id in the whole folder, such as {@code rabbitmq_down.alarms}. */
  String id();

  /** Returns the id of its runbook. */
  default String runbook() {
    return id().substring(0, id().indexOf('.'));
  }

  /** Returns its id in its own file. */
  default String name() {
    return id().substring(id().indexOf('.') + 1);
  }

  /** Returns where it stands. */
  Origin origin();
}
