package dev.twokey.trust;

import dev.twokey.approval.Rule;
import dev.twokey.guard.EnvironmentRules;
import dev.twokey.guard.Policy;
import dev.twokey.guard.RiskRules;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may sign for the root of trust: those who may sign something in production already. */
public final class Signers {
  /** How many people accept what widens power. */
  public static final int QUORUM = 2;

  private Signers() {}

  /**
   * Returns them by what holds, ordered by id. Roles that were granted for a time don't count: a
   * loan must not be made a gift by who has it.
   */
  public static List<Person> of(Root accepted, Instant now) {
    Set<String> roles = roles(accepted);
    return accepted.roster().everybody(now).stream()
        .filter(person -> person.roles().stream().anyMatch(roles::contains))
        .toList();
  }

  static boolean maySign(Root accepted, PersonId person, Instant now) {
    return of(accepted, now).stream().anyMatch(p -> p.id().equals(person));
  }

  private static Set<String> roles(Root accepted) {
    Policy policy = accepted.policy();
    Set<String> roles = new HashSet<>();
    policy
        .environments()
        .forEach((environment, rules) -> {
          if (isProduction(accepted, environment)) {
            roles.addAll(signing(rules));
          }
        });
    return roles;
  }

  private static List<String> signing(EnvironmentRules rules) {
    return rules.byKind().values().stream()
        .flatMap((RiskRules r) -> r.approval().stream())
        .map(Rule::of)
        .toList();
  }

  static boolean isProduction(Root root, String environment) {
    return RootReader.value(root, Line.ENVIRONMENT, environment)
        .filter(RootWriter.PRODUCTION::equals)
        .isPresent();
  }
}
