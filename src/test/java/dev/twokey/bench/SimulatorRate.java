package dev.twokey.bench;

import dev.twokey.sim.SimulatorBench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How many histories the simulator plays in a second, on all processors. */
final class SimulatorRate implements Benchmark {
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final Duration TIME_THOROUGH = Duration.ofMinutes(2);
  private static final double MILLION = 1e6;

  @Override
  public List<Measured> run(Path scratch, boolean thorough) throws InterruptedException {
    SimulatorBench.play(1, WARM_UP);
    long seed = System.nanoTime();
    SimulatorBench.Rate played = SimulatorBench.play(seed, thorough ? TIME_THOROUGH : TIME);
    return List.of(
        Measured.against(
            String.format(
                Locale.ROOT,
                "simulator: %,d histories with %,d events from seed %d",
                played.histories(),
                played.events(),
                seed),
            "0 broken",
            String.format(
                Locale.ROOT,
                "%s, %,.0f/s (a million in %.1f h)",
                played.broken().map(command -> "BROKEN: " + command).orElse("0 broken"),
                played.aSecond(),
                MILLION / played.aSecond() / Duration.ofHours(1).toSeconds()),
            played.broken().isEmpty()));
  }
}
