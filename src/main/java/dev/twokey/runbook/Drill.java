package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

import dev.twokey.action.Risk;
import dev.twokey.condition.Expression;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A rehearsed failure. Durations are as written; an environment's time scale comes on top.
 *
 * @param says what happens, for people; may be empty
 * @param alias short name in chat
 * @param environments where it may run
 * @param steadyState must hold before, and ends the recovery
 * @param inject breaks it
 * @param undo takes it back; its kind is convergent
 * @param lasts undone after this, even if Twokey is gone
 * @param abortWhen undone at once
 * @param expects what the runbook is graded by
 * @param risk the highest floor of the kinds that break and mend
 */
public record Drill(
    String id,
    Origin origin,
    String says,
    Optional<String> alias,
    List<String> environments,
    Expression steadyState,
    Run.One inject,
    Run.One undo,
    Duration lasts,
    Optional<Expression> abortWhen,
    Expects expects,
    Risk risk)
    implements Block {
  /**
   * What must be seen.
   *
   * @param cause the id of the cause that must be named
   * @param detectedWithin from the injection
   * @param recoveredWithin from the undo, or from what recovers it
   */
  public record Expects(
      String cause, Duration detectedWithin, Duration recoveredWithin, Recovery recoveredBy) {
    public Expects {
      requireNonNull(cause, "cause");
      requireNonNull(detectedWithin, "detectedWithin");
      requireNonNull(recoveredWithin, "recoveredWithin");
      requireNonNull(recoveredBy, "recoveredBy");
    }
  }

  /** What ends the failure. */
  public sealed interface Recovery {
    /** Twokey's undo. */
    record Undo() implements Recovery {}

    /** The system heals without help. */
    record Itself() implements Recovery {}

    /** People must find and run this action; its id. */
    record ByAction(String action) implements Recovery {
      public ByAction {
        requireNonNull(action, "action");
      }
    }
  }

  public Drill {
    requireNonNull(id, "id");
    requireNonNull(origin, "origin");
    requireNonNull(says, "says");
    requireNonNull(alias, "alias");
    requireNonNull(steadyState, "steadyState");
    requireNonNull(inject, "inject");
    requireNonNull(undo, "undo");
    requireNonNull(lasts, "lasts");
    requireNonNull(abortWhen, "abortWhen");
    requireNonNull(expects, "expects");
    requireNonNull(risk, "risk");
    environments = List.copyOf(environments);
  }
}
