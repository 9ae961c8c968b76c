package dev.twokey.action;

import static java.util.Objects.requireNonNull;

import dev.twokey.inventory.Argument;
import java.util.List;
import java.util.Set;

/**
 * What an action is called, takes and does.
 *
 * @param name with a dot, such as {@code workload.restart}
 * @param leastRisk the floor: files may only raise it
 * @param effects for {@code forbid}
 * @param arguments what {@code with} may hold
 * @param convergent whether doing it twice has the same effect as once; only such an action may
 *     stand in {@code lastly}
 * @param says what it does, for the manual and cards
 */
public record ActionKind(
    String name,
    Risk leastRisk,
    Set<Effect> effects,
    List<Argument> arguments,
    boolean convergent,
    String says) {
  public ActionKind {
    requireNonNull(name, "name");
    requireNonNull(leastRisk, "leastRisk");
    requireNonNull(says, "says");
    effects = Set.copyOf(effects);
    arguments = List.copyOf(arguments);
  }
}
