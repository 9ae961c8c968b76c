package dev.twokey.sim;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All chance of a history. Each turn has dice of its own, so that a turn can be left out and those
 * after it still throw what they threw: that is how a failing history is made short.
 */
final class Dice implements RandomGenerator {
  private static final long TURN = 0x9E3779B97F4A7C15L;
  private static final long FIRST = 0xBF58476D1CE4E5B9L;
  private static final long SECOND = 0x94D049BB133111EBL;

  private final long seed;
  private SplittableRandom current;

  Dice(long seed) {
    this.seed = seed;
    this.current = new SplittableRandom(mixed(seed));
  }

  /** From here on the dice are those of that turn. */
  void turn(int turn) {
    current = new SplittableRandom(mixed(mixed(seed) + turn * TURN));
  }

  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * FIRST;
    z = (z ^ (z >>> 27)) * SECOND;
    return z ^ (z >>> 31);
  }

  @Override
  public long nextLong() {
    return current.nextLong();
  }
}
