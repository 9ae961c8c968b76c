package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the team asks for before anything happens. A value: a reload makes a new one.
 *
 * @param environments rules by environment; one that is not named allows nothing
 * @param freezes times in which nothing is changed
 * @param calendars more of them, read anew for each plan
 * @param breakGlass when one key may do; empty is never
 * @param escalation who is asked for a signature, and when
 * @param self what Twokey itself stands on, by environment
 */
public record Policy(
    Map<String, EnvironmentRules> environments,
    List<Freeze> freezes,
    List<FreezeCalendar> calendars,
    Optional<BreakGlass> breakGlass,
    Escalation escalation,
    List<SelfDependency> self) {
  public Policy {
    environments = Map.copyOf(environments);
    freezes = List.copyOf(freezes);
    calendars = List.copyOf(calendars);
    requireNonNull(breakGlass, "breakGlass");
    requireNonNull(escalation, "escalation");
    self = List.copyOf(self);
  }

  /** Returns the policy that allows nothing. */
  public static Policy nothing() {
    return new Policy(
        Map.of(), List.of(), List.of(), Optional.empty(), Escalation.DEFAULT, List.of());
  }

  /** Returns the only channels in which an environment is shown; empty is everywhere. */
  public Set<String> channels(String environment) {
    return rules(environment, RuleKind.READ).map(RiskRules::channels).orElse(Set.of());
  }

  /** Returns the rules for something in an environment; empty allows nothing. */
  public Optional<RiskRules> rules(String environment, RuleKind kind) {
    return Optional.ofNullable(environments.get(environment)).flatMap(e -> e.rules(kind));
  }
}
