package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

import dev.twokey.action.Effect;
import dev.twokey.action.Risk;
import dev.twokey.condition.Expression;
import dev.twokey.condition.Shape;
import dev.twokey.condition.Template;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A change that a runbook offers.
 *
 * @param says side effects, for the card before the second key
 * @param each its possible targets; a person ticks some
 * @param atOnce how many items at a time
 * @param needs must hold at planning and again at execution
 * @param verify asked until it holds; empty is the answer "none"
 * @param within how long verification may take; scaled by the environment
 * @param undo the id of the action that takes it back
 * @param risk the kind's floor, or more
 * @param effects of its kind, or of all kinds that it runs
 * @param byHand what a person does without Twokey
 * @param shape what conditions see under its name
 */
public record RunbookAction(
    String id,
    Origin origin,
    Optional<Template> says,
    Run run,
    Optional<Expression> each,
    int atOnce,
    Optional<Expression> needs,
    Optional<Expression> verify,
    Duration within,
    Optional<String> undo,
    Risk risk,
    Set<Effect> effects,
    String byHand,
    Shape.Fields shape)
    implements Block {
  /** How many items may be changed at a time at most. */
  public static final int AT_ONCE_MAX = 100;

  public RunbookAction {
    requireNonNull(id, "id");
    requireNonNull(origin, "origin");
    requireNonNull(says, "says");
    requireNonNull(run, "run");
    requireNonNull(each, "each");
    requireNonNull(needs, "needs");
    requireNonNull(verify, "verify");
    requireNonNull(within, "within");
    requireNonNull(undo, "undo");
    requireNonNull(risk, "risk");
    requireNonNull(byHand, "byHand");
    requireNonNull(shape, "shape");
    effects = Set.copyOf(effects);
    if (atOnce < 1 || atOnce > AT_ONCE_MAX) {
      throw new IllegalArgumentException("at_once of " + id + " is " + atOnce);
    }
  }
}
