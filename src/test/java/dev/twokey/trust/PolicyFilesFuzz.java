package dev.twokey.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.fuzz.FuzzTarget;
import dev.twokey.fuzz.Told;
import dev.twokey.guard.EnvironmentRules;
import dev.twokey.guard.Policy;
import dev.twokey.guard.PolicyReader;
import dev.twokey.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code policy.yaml}: what was accepted comes back from its facts as it was. */
public final class PolicyFilesFuzz implements FuzzTarget {
  private final InForce team = TrustFiles.TEAM.read();

  @Override
  public List<String> seeds() {
    return List.of(TrustFiles.TEAM.policy());
  }

  @Override
  public void take(String input) {
    Problems problems = new Problems();
    Policy policy =
        PolicyReader.read("policy.yaml", input, team.roster(), team.inventory(), problems);
    Told.check(problems.findings());
    if (!problems.hasErrors()) {
      Root root = Root.of(team.roster(), policy, team.inventory());
      assertThat(Root.parse(root.canonical())).isEqualTo(root);
      assertThat(root.policy()).isEqualTo(withoutEmpty(policy));
    }
  }

  /** An environment without rules allows nothing, as one that is not named. */
  private static Policy withoutEmpty(Policy policy) {
    Map<String, EnvironmentRules> some = new TreeMap<>(policy.environments());
    some.values().removeIf(rules -> rules.byKind().isEmpty());
    return new Policy(
        some,
        policy.freezes(),
        policy.calendars(),
        policy.breakGlass(),
        policy.escalation(),
        policy.self());
  }
}
