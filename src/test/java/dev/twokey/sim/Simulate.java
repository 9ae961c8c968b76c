package dev.twokey.sim;

import java.io.PrintStream;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plays many histories, or one again: {@code ./twokey simulate}. */
public final class Simulate {
  /** All held. */
  static final int HELD = 0;

  /** An invariant was broken. */
  static final int BROKEN = 1;

  /** The command line was not understood. */
  static final int USAGE = 2;

  private static final String HELP =
      """
      Usage: ./twokey simulate [--histories N] [--seed S] [--threads T] [--turns LIST]
        --histories N   how many, each with a seed of its own from S on; 1 if nothing is said
        --seed S        the seed of the first; another one each time if nothing is said
        --threads T     how many at once; as many as there are processors if nothing is said
        --turns LIST    plays one history with these turns only, as a failure prints them
      Exit codes: 0 every invariant held, 1 one was broken, 2 this usage.
      """;
  private static final List<String> OPTIONS =
      List.of("--histories", "--seed", "--threads", "--turns");
  private static final Duration PROGRESS = Duration.ofSeconds(10);
  private static final double SECOND = 1e9;

  private final PrintStream out;
  private final PrintStream err;

  Simulate(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Plays, and ends with the exit code that the usage names. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(new Simulate(System.out, System.err).run(List.of(arguments)));
  }

  int run(List<String> arguments) throws InterruptedException {
    try {
      Map<String, String> options = options(arguments);
      long seed = number(options, "--seed").orElseGet(System::nanoTime);
      if (options.containsKey("--turns")) {
        return again(seed, Shortest.turns(options.get("--turns")));
      }
      int processors = Runtime.getRuntime().availableProcessors();
      long histories = positive(options, "--histories", 1);
      return play(seed, histories, (int) Math.min(positive(options, "--threads", processors), 256));
    } catch (IllegalArgumentException e) {
      err.println("This was not understood: " + e.getMessage());
      err.print(HELP);
      return USAGE;
    }
  }

  private static Map<String, String> options(List<String> arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!OPTIONS.contains(name)) {
        throw new IllegalArgumentException("there is no option " + name);
      } else if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      options.put(name, arguments.get(i + 1));
    }
    return options;
  }

  private static Optional<Long> number(Map<String, String> options, String name) {
    try {
      return Optional.ofNullable(options.get(name)).map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is a number, got " + options.get(name), e);
    }
  }

  private static long positive(Map<String, String> options, String name, long otherwise) {
    long value = number(options, name).orElse(otherwise);
    if (value < 1) {
      throw new IllegalArgumentException(name + " is at least 1, got " + value);
    }
    return value;
  }

  private int play(long seed, long histories, int threads) throws InterruptedException {
    long began = System.nanoTime();
    Played played = new Played(seed, histories, () -> true);
    played.play(threads, PROGRESS, p -> err.println(progress(p, histories, began)));
    Optional<History.Result> failed = played.failed();
    if (failed.isPresent()) {
      failed(failed.get());
      return BROKEN;
    }
    out.printf(
        Locale.ROOT,
        "%,d histories from seed %d, %,d events, %.0f/s: every invariant held%n",
        played.done(),
        seed,
        played.events(),
        played.done() / seconds(began));
    out.println("seen: " + String.join(", ", played.covered()));
    return HELD;
  }

  private void failed(History.Result failed) {
    out.println("Broken: " + failed.violation().orElseThrow());
    err.println("Looking for a shorter history that breaks it too ...");
    Shortest.Found found = Shortest.of(failed, Rules.REAL);
    out.printf(
        "%nThe same with %d of %d turns:%n%s%n%nPlay it again: %s%n",
        found.turns().cardinality(),
        History.TURNS,
        found.result().violation().orElseThrow(),
        found.command());
  }

  private int again(long seed, BitSet turns) {
    History.Result result = new History(seed, Rules.REAL, turns).play();
    out.println(
        result
            .violation()
            .map(v -> "Broken: " + v)
            .orElse("every invariant held (seed " + seed + ")"));
    return result.violation().isPresent() ? BROKEN : HELD;
  }

  private static String progress(Played played, long histories, long began) {
    double rate = played.done() / seconds(began);
    return String.format(
        Locale.ROOT,
        "%,d of %,d histories, %.0f/s, %s to go",
        played.done(),
        histories,
        rate,
        rate == 0 ? "?" : left((histories - played.done()) / rate));
  }

  private static String left(double seconds) {
    Duration left = Duration.ofSeconds(Math.round(seconds));
    return left.toHours() > 0
        ? left.toHours() + " h " + left.toMinutesPart() + " min"
        : left.toMinutes() > 0 ? left.toMinutes() + " min" : left.toSeconds() + " s";
  }

  private static double seconds(long began) {
    return Math.max(1, System.nanoTime() - began) / SECOND;
  }
}
