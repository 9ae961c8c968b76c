package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

import dev.twokey.condition.Expression;
import dev.twokey.condition.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A reason why things fail.
 *
 * @param each its possible items, such as the nodes of a cluster
 * @param when whether it holds; per item, if there is {@code each}
 * @param held {@code for}: how long {@code when} must have held
 * @param hurts whether users are hurt as the impact table says while it holds; a mere suspect or
 *     something that only people who run the system notice does not
 * @param mitigate what to do, best first: actions, task lists or runbooks
 */
public record Cause(
    String id,
    Origin origin,
    Optional<Template> says,
    Optional<Expression> each,
    Expression when,
    Duration held,
    boolean hurts,
    List<Link> mitigate)
    implements Block {
  public Cause {
    requireNonNull(id, "id");
    requireNonNull(origin, "origin");
    requireNonNull(says, "says");
    requireNonNull(each, "each");
    requireNonNull(when, "when");
    requireNonNull(held, "held");
    mitigate = List.copyOf(mitigate);
  }
}
