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
import java.util.concurrent.atomic.AtomicLong;
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
  private static final int THREADS = 2;
  private static final Duration CPU_MAX = Duration.ofSeconds(60);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final int FRESH_MAX = 3_000;
  private static final int FRESH_MIN = 50;
  private static final int HISTORIES_MAX = 300;

  @Test
  void fresh_histories_hold_every_invariant() throws InterruptedException {
    long base = System.nanoTime();
    LOG.info("base seed {}", base);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    AtomicLong started = new AtomicLong();
    Played played =
        new Played(
            base,
            FRESH_MAX,
            () ->
                started.getAndIncrement() < FRESH_MIN
                    || threads.getCurrentThreadCpuTime() < CPU_MAX.toNanos() / THREADS);

    played.play(THREADS, NEVER, _ -> {});

    assertThat(played.failed().map(f -> Shortest.of(f, Rules.REAL)))
        .as("a history that broke an invariant, made short")
        .isEmpty();
    assertThat(played.done()).isGreaterThanOrEqualTo(FRESH_MIN);
    LOG.info("{} histories from seed {}", played.done(), base);
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
            "accepted on the host",
            "acknowledged unrecorded",
            "authority Approved",
            "authority BrokenGlass",
            "authority Confirmed",
            "authority NotAsked",
            "card deleted",
            "chat down",
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
            "files broken",
            "halted",
            "late outcome",
            "list done",
            "list left",
            "owner lost",
            "role ended",
            "role granted",
            "role revoked",
            "root accepted ByHost",
            "root accepted ByPeople",
            "root narrowed",
            "roles lost before the start",
            "settled",
            "signed by passkey",
            "ticked by hand",
            "ticked by itself",
            "ticked by its operation",
            "undo rests",
            "undo while unwritable",
            "unrecorded diagnosis",
            "unrecorded halt",
            "unrecorded operation",
            "unwritable",
            "wider root rejected",
            "wider root waits",
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
