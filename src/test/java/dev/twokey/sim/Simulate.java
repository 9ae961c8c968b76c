package dev.twokey.sim;

import java.io.PrintStream;
import java.util.Optional;
import java.util.TreeSet;

/** Plays many histories: {@code --histories N --seed S}; one with {@code --seed S} alone. */
public final class Simulate {
  private Simulate() {}

  /** Plays, and ends with 1 if an invariant was broken. */
  public static void main(String[] arguments) {
    long histories = option(arguments, "--histories").orElse(1L);
    long seed = option(arguments, "--seed").orElseGet(System::nanoTime);
    if (!play(seed, histories, System.out)) {
      System.exit(1);
    }
  }

  private static Optional<Long> option(String[] arguments, String name) {
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (arguments[i].equals(name)) {
        return Optional.of(Long.parseLong(arguments[i + 1]));
      }
    }
    return Optional.empty();
  }

  /** Plays histories of successive seeds; returns whether all invariants held. */
  static boolean play(long seed, long histories, PrintStream out) {
    TreeSet<String> covered = new TreeSet<>();
    long events = 0;
    for (long i = 0; i < histories; i++) {
      History.Result result = new History(seed + i, Rules.REAL).play();
      covered.addAll(result.covered());
      events += result.events();
      if (result.violation().isPresent()) {
        out.println(result.violation().get());
        out.println("play it again: Simulate --seed " + result.seed());
        return false;
      }
    }
    out.println(histories + " histories from seed " + seed + ", " + events + " events: all held");
    out.println("seen: " + String.join(", ", covered));
    return true;
  }
}
