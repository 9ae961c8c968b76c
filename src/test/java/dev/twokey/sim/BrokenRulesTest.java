package dev.twokey.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator itself is held to account: each broken rule must be found, by its invariant. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrokenRulesTest {
  private static final int HISTORIES_MAX = 100;

  @ParameterizedTest
  @EnumSource(BrokenRule.class)
  void a_broken_rule_is_found(BrokenRule broken) {
    String found = "nothing";
    for (long seed = 1; seed <= HISTORIES_MAX && found.equals("nothing"); seed++) {
      found = new History(seed, broken).play().violation().orElse("nothing");
    }
    assertThat(found).startsWith(broken.invariant() + ": ");
  }
}
