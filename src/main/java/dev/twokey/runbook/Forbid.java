package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

import dev.twokey.action.Effect;
import dev.twokey.condition.Expression;
import dev.twokey.condition.Template;
import java.util.Set;

/**
 * What no one may do for now, whichever way it comes.
 *
 * @param targets names of inventory entries
 * @param during {@code while}: as long as this holds
 * @param says the reason, and what to do instead
 */
public record Forbid(
    String id,
    Origin origin,
    Set<Effect> effects,
    Set<String> targets,
    Expression during,
    Template says)
    implements Block {
  public Forbid {
    requireNonNull(id, "id");
    requireNonNull(origin, "origin");
    requireNonNull(during, "during");
    requireNonNull(says, "says");
    effects = Set.copyOf(effects);
    targets = Set.copyOf(targets);
  }
}
