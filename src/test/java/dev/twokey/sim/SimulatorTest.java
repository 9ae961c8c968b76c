package dev.twokey.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * I1 to I6, I9 and I13 over whole histories: fresh ones in each build, and all that failed once.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SimulatorTest {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatorTest.class);
  private static final Duration CPU_MAX = Duration.ofSeconds(20);
  private static final int HISTORIES_MAX = 300;
  private static final int HISTORIES_MIN = 5;

  @Test
  void fresh_histories_hold_every_invariant() {
    long base = System.nanoTime();
    LOG.info("base seed {}", base);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + CPU_MAX.toNanos();
    int played = 0;
    while (played < HISTORIES_MAX
        && (played < HISTORIES_MIN || threads.getCurrentThreadCpuTime() < end)) {
      History.Result result = new History(base + played, Rules.REAL).play();
      assertThat(result.violation()).isEmpty();
      played++;
    }
    LOG.info("{} histories from seed {}", played, base);
  }

  @Test
  void every_history_that_failed_once_holds_now() {
    for (long seed : failedOnce()) {
      assertThat(new History(seed, Rules.REAL).play().violation()).isEmpty();
    }
  }

  @Test
  void the_histories_reach_what_they_are_for() {
    Set<String> covered = new TreeSet<>();
    List<String> wanted =
        List.of(
            "abort",
            "authority Approved",
            "authority BrokenGlass",
            "authority Confirmed",
            "authority NotAsked",
            "crash",
            "doubt",
            "duplicate",
            "ended ABORTED",
            "ended DENIED",
            "ended EXPIRED",
            "ended FAILED",
            "ended NOT_DONE",
            "ended REFUSED",
            "ended SUCCEEDED",
            "ended SUPERSEDED",
            "ended TAKEN_OVER",
            "ended WITHDRAWN",
            "fault",
            "halted",
            "late outcome",
            "owner lost",
            "settled",
            "undo rests",
            "undo while unwritable",
            "unwritable",
            "writable again");
    for (long seed = 1; seed <= HISTORIES_MAX && !covered.containsAll(wanted); seed++) {
      covered.addAll(new History(seed, Rules.REAL).play().covered());
    }
    assertThat(covered).containsAll(wanted);
  }

  @Test
  void the_same_seed_gives_the_same_history() {
    assertThat(new History(7, Rules.REAL).play()).isEqualTo(new History(7, Rules.REAL).play());
  }

  private static List<Long> failedOnce() {
    try (InputStream in =
        Objects.requireNonNull(SimulatorTest.class.getResourceAsStream("/sim/seeds.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .map(Long::valueOf)
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
