package dev.twokey.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * From the start of the process until the console takes commands, with a journal of 10,000
 * operations, as {@code ./twokey serve} starts it; and what memory the kernel counts for it when it
 * idles. The middle of several starts counts, for one of them is the first.
 */
final class StartBench implements Benchmark {
  private static final int OPERATIONS = 10_000;
  private static final Duration PAST = Duration.ofDays(30);
  private static final int STARTS = 5;
  private static final int STARTS_THOROUGH = 15;
  private static final long IDLE_SECONDS = 10;

  @Override
  public List<Measured> run(Path scratch, boolean thorough) throws Exception {
    List<Measured> lines = new ArrayList<>();
    int starts = thorough ? STARTS_THOROUGH : STARTS;
    Path spread = Files.createDirectory(scratch.resolve("spread"));
    HistoryMaker.make(spread.resolve("journal.db"), OPERATIONS, PAST);
    boolean archive = archived();
    double bar = archive ? 1_000 : 2_000;
    double start = start(spread, starts);
    lines.add(
        Measured.against(
            String.format(
                Locale.ROOT,
                "start to ready, %,d operations in 30 days, %s",
                OPERATIONS,
                archive ? "with the archive" : "without an archive"),
            "<= " + Measured.millis(bar),
            Measured.millis(start),
            start <= bar));
    Path dense = Files.createDirectory(scratch.resolve("dense"));
    HistoryMaker.make(dense.resolve("journal.db"), OPERATIONS, Duration.ofHours(23));
    lines.add(
        Measured.only("start to ready, all of them today", Measured.millis(start(dense, starts))));
    lines.add(idle(spread));
    return lines;
  }

  private static double start(Path state, int starts) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      long began = System.nanoTime();
      try (ChildProgram bot = serve(state)) {
        bot.line(StartBench::isReady);
        times.add((System.nanoTime() - began) / 1e6);
      }
    }
    Collections.sort(times);
    return times.get(times.size() / 2);
  }

  private static Measured idle(Path state) throws IOException, InterruptedException {
    try (ChildProgram bot = serve(state)) {
      bot.line(StartBench::isReady);
      TimeUnit.SECONDS.sleep(IDLE_SECONDS);
      long before = bot.residentMebibytes();
      bot.collectGarbage();
      return Measured.only(
          "idle memory, resident (goal 200 MiB, 150 with the archive)",
          before + " MiB, " + bot.residentMebibytes() + " MiB after a full collection");
    }
  }

  private static boolean isReady(String line) {
    return line.startsWith("twokey: the web console is at ");
  }

  /** The options come from the launcher, so that it is started as people start it. */
  private static ChildProgram serve(Path state) throws IOException {
    return ChildProgram.start(
        options(),
        List.of("dev.twokey.app.Main", "serve", "--port", "0", "--state", state.toString()));
  }

  private static List<String> options() {
    String lines = System.getProperty("twokey.bench.options");
    return requireNonNull(lines, "start it with ./twokey bench").lines().toList();
  }

  private static boolean archived() {
    return options().stream().anyMatch(option -> option.startsWith("-XX:AOTCache="));
  }
}
