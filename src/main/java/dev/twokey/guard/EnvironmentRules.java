package dev.twokey.guard;

import java.util.Map;
import java.util.Optional;

/**
 * The rules of one environment. What has no rules is not allowed.
 *
 * @param byKind rules by what they are for
 */
public record EnvironmentRules(Map<RuleKind, RiskRules> byKind) {
  public EnvironmentRules {
    byKind = Map.copyOf(byKind);
  }

  /** Returns the rules for a kind; empty allows nothing. */
  public Optional<RiskRules> rules(RuleKind kind) {
    return Optional.ofNullable(byKind.get(kind));
  }
}
