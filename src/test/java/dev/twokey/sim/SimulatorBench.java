package dev.twokey.sim;

import java.time.Duration;
import java.util.Optional;

/** Plays histories for a while, to see how many there are in a second. */
public final class SimulatorBench {
  private SimulatorBench() {}

  /**
   * What was played.
   *
   * @param histories how many
   * @param events how many events they had
   * @param aSecond how many in a second, on all processors
   * @param broken what to type to see the first again that broke an invariant
   */
  public record Rate(long histories, long events, double aSecond, Optional<String> broken) {}

  /** Plays histories of successive seeds until the time is over or an invariant breaks. */
  public static Rate play(long seed, Duration time) throws InterruptedException {
    long began = System.nanoTime();
    Played played =
        new Played(seed, Long.MAX_VALUE, () -> System.nanoTime() - began < time.toNanos());
    played.play(Runtime.getRuntime().availableProcessors(), time, _ -> {});
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Rate(
        played.done(),
        played.events(),
        played.done() / seconds,
        played.failed().map(f -> Shortest.of(f, Rules.REAL).command()));
  }
}
