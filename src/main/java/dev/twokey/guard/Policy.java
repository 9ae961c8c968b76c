package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the team asks for before anything happens. A value: a reload makes a new one.
 *
 * @param environments rules by environment; one that is not named allows nothing
 * @param freezes times in which nothing is changed
 * @param breakGlass when one key may do; empty is never
 * @param escalation who is asked for a signature, and when
 */
public record Policy(
    Map<String, EnvironmentRules> environments,
    List<Freeze> freezes,
    Optional<BreakGlass> breakGlass,
    Escalation escalation) {
  public Policy {
    environments = Map.copyOf(environments);
    freezes = List.copyOf(freezes);
    requireNonNull(breakGlass, "breakGlass");
    requireNonNull(escalation, "escalation");
  }

  /** Returns the policy that allows nothing. */
  public static Policy nothing() {
    return new Policy(Map.of(), List.of(), Optional.empty(), Escalation.DEFAULT);
  }

  /** Returns the rules for something in an environment; empty allows nothing. */
  public Optional<RiskRules> rules(String environment, RuleKind kind) {
    return Optional.ofNullable(environments.get(environment)).flatMap(e -> e.rules(kind));
  }

  /** Returns the freeze that holds in an environment at that time, the one that ends last. */
  public Optional<Freeze> freeze(String environment, Instant at) {
    return freezes.stream()
        .filter(freeze -> freeze.covers(environment, at))
        .max(java.util.Comparator.comparing(Freeze::until));
  }
}
