package dev.twokey.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator itself is held to account: each broken rule must be found, by its invariant. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrokenRulesTest {
  private static final int HISTORIES_MAX = 2_000;

  static Stream<Arguments> broken() {
    return Stream.concat(
        Stream.of(BrokenRule.values()).map(b -> Arguments.of(b, b.invariant())),
        Stream.of(BrokenGround.values()).map(b -> Arguments.of(b, b.invariant())));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void a_broken_rule_is_found(Rules broken, Invariant invariant) {
    String found = "nothing";
    for (long seed = 1; seed <= HISTORIES_MAX && found.equals("nothing"); seed++) {
      found = new History(seed, broken).play().violation().orElse("nothing");
    }
    assertThat(found).startsWith(invariant + ": ");
  }
}
