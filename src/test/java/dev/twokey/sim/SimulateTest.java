package dev.twokey.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line of the simulator, and how a failing history is made short. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SimulateTest {
  private static final int SEEDS = 100;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) throws InterruptedException {
    return new Simulate(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  @Test
  void many_histories_are_counted_and_what_was_seen_is_told() throws InterruptedException {
    int code = run("--histories", "6", "--seed", "1", "--threads", "2");

    assertThat(code).isEqualTo(Simulate.HELD);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("6 histories from seed 1", "every invariant held", "seen: ");
  }

  @ParameterizedTest
  @CsvSource({
    "--histories, 0, '--histories is at least 1, got 0'",
    "--histories, x, '--histories is a number, got x'",
    "--turns, '1,y', '--turns is a list such as 3,17,40, got 1,y'",
    "--speed, 1, there is no option --speed"
  })
  void what_is_not_understood_is_told_with_the_usage(String name, String value, String says)
      throws InterruptedException {
    assertThat(run(name, value)).isEqualTo(Simulate.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(says, "Usage: ./twokey simulate");
  }

  @Test
  void one_history_is_played_again_with_some_turns() throws InterruptedException {
    assertThat(run("--seed", "5", "--turns", "0,1,2,40")).isEqualTo(Simulate.HELD);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("every invariant held (seed 5)");
  }

  @Test
  void a_failing_history_is_made_short_and_fails_as_before() {
    History.Result failed = failed(BrokenRule.OWN_SIGNATURE_COUNTS);

    Shortest.Found found = Shortest.of(failed, BrokenRule.OWN_SIGNATURE_COUNTS);

    assertThat(found.turns().cardinality()).isLessThan(History.TURNS / 4);
    assertThat(found.result().invariant()).isEqualTo(failed.invariant());
    BitSet read = Shortest.turns(Shortest.text(found.turns()));
    assertThat(new History(failed.seed(), BrokenRule.OWN_SIGNATURE_COUNTS, read).play())
        .isEqualTo(found.result());
    assertThat(found.command())
        .isEqualTo(
            "./twokey simulate --seed %d --turns %s", failed.seed(), Shortest.text(found.turns()));
  }

  private static History.Result failed(Rules rules) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      History.Result result = new History(seed, rules).play();
      if (result.violation().isPresent()) {
        return result;
      }
    }
    throw new AssertionError("no history broke anything");
  }
}
