package dev.twokey.bench;

import dev.twokey.sim.SimulatorBench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How many histories the simulator plays in a second, on one thread. */
final class SimulatorRate implements Benchmark {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final Duration TIME_THOROUGH = Duration.ofMinutes(2);
  private static final double MILLION = 1e6;

  @Override
  public List<Measured> run(Path scratch, boolean thorough) {
    SimulatorBench.play(1, WARM_UP);
    long seed = System.nanoTime();
    SimulatorBench.Played played = SimulatorBench.play(seed, thorough ? TIME_THOROUGH : TIME);
    return List.of(
        Measured.against(
            "simulator: " + played.histories() + " histories from seed " + seed,
            "0 broken",
            String.format(
                Locale.ROOT,
                "%s, %,.0f/s (a million in %.1f h)",
                played.broken().map(seedOf -> "BROKEN: seed " + seedOf).orElse("0 broken"),
                played.aSecond(),
                MILLION / played.aSecond() / Duration.ofHours(1).toSeconds()),
            played.broken().isEmpty()));
  }
}
