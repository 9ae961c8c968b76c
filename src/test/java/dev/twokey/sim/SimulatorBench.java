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
   * @param aSecond how many in a second
   * @param broken the seed of the first that broke an invariant
   */
  public record Played(long histories, double aSecond, Optional<Long> broken) {}

  /** Plays histories of successive seeds until the time is over or an invariant breaks. */
  public static Played play(long seed, Duration time) {
    long began = System.nanoTime();
    long histories = 0;
    Optional<Long> broken = Optional.empty();
    while (broken.isEmpty() && System.nanoTime() - began < time.toNanos()) {
      if (new History(seed + histories, Rules.REAL).play().violation().isPresent()) {
        broken = Optional.of(seed + histories);
      }
      histories++;
    }
    return new Played(histories, histories / ((System.nanoTime() - began) / 1e9), broken);
  }
}
