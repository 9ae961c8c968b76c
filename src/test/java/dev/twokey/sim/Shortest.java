package dev.twokey.sim;

import java.util.BitSet;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes a failing history short: leaves out turns as long as the same invariant is broken. */
final class Shortest {
  private final Rules rules;
  private History.Result result;
  private BitSet turns = History.allTurns();

  private Shortest(History.Result failed, Rules rules) {
    this.result = failed;
    this.rules = rules;
  }

  /**
   * A short history.
   *
   * @param result how it went
   * @param turns those that it needs
   */
  record Found(History.Result result, BitSet turns) {
    /** Returns what to type to see it again. */
    String command() {
      return String.format(
          Locale.ROOT, "./twokey simulate --seed %d --turns %s", result.seed(), text(turns));
    }
  }

  /** Returns the shortest history with the same failure that is found by leaving turns out. */
  static Found of(History.Result failed, Rules rules) {
    Shortest shortest = new Shortest(failed, rules);
    for (int size = History.TURNS / 2; size > 0; size /= 2) {
      shortest.leaveOut(size);
    }
    return new Found(shortest.result, shortest.turns);
  }

  private void leaveOut(int size) {
    for (int from = History.TURNS - size; from > -size; from -= size) {
      BitSet fewer = (BitSet) turns.clone();
      fewer.clear(Math.max(0, from), from + size);
      if (!fewer.equals(turns)) {
        take(fewer);
      }
    }
  }

  private void take(BitSet fewer) {
    History.Result shorter = new History(result.seed(), rules, fewer).play();
    if (shorter.invariant().equals(result.invariant())) {
      result = shorter;
      turns = fewer;
    }
  }

  /** Returns turns as text; {@code none} where the calm alone is enough. */
  static String text(BitSet turns) {
    return turns.isEmpty()
        ? "none"
        : turns.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  /** Reads such a text; throws an {@link IllegalArgumentException} where it is none. */
  static BitSet turns(String text) {
    BitSet turns = new BitSet(History.TURNS);
    if (!text.equals("none")) {
      try {
        for (String number : text.split(",", -1)) {
          turns.set(Integer.parseInt(number));
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("--turns is a list such as 3,17,40, got " + text, e);
      }
    }
    return turns;
  }
}
