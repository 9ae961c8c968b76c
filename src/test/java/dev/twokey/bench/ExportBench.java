package dev.twokey.bench;

import dev.twokey.export.LongExport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The export of a long incident from a real journal: read, verified, and written as Markdown, JSON
 * and postmortem draft, each time by a new process with a heap of 256 MiB, so it is cold as on the
 * command line. The middle of several runs counts.
 */
final class ExportBench implements Benchmark {
  private static final int ENTRIES = 100_000;
  private static final int HEAP_MEBIBYTES = 256;
  private static final int RUNS = 3;
  private static final int RUNS_THOROUGH = 9;
  private static final long BAR_MILLIS = 2_000;

  private record Run(long millis, long entries, long mebibytes) {}

  @Override
  public List<Measured> run(Path scratch, boolean thorough) throws Exception {
    Path journal = scratch.resolve("journal.db");
    LongExport.make(journal, ENTRIES);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < (thorough ? RUNS_THOROUGH : RUNS); i++) {
      runs.add(export(journal));
    }
    runs.sort(Comparator.comparingLong(Run::millis));
    Run middle = runs.get(runs.size() / 2);
    long peak = runs.stream().mapToLong(Run::mebibytes).max().orElseThrow();
    return List.of(
        Measured.against(
            String.format(
                Locale.ROOT, "export of %,d entries, three files, cold", middle.entries()),
            "<= 2,000 ms",
            Measured.millis((double) middle.millis()),
            middle.millis() <= BAR_MILLIS),
        Measured.against(
            "the same, peak of the heap",
            "< " + HEAP_MEBIBYTES + " MiB",
            peak + " MiB",
            peak < HEAP_MEBIBYTES));
  }

  private static Run export(Path journal) throws Exception {
    List<String> options =
        List.of(
            "-Xmx" + HEAP_MEBIBYTES + "m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"));
    try (ChildProgram child =
        ChildProgram.start(options, List.of(LongExport.class.getName(), journal.toString()))) {
      String[] result =
          child
              .line(line -> line.startsWith(LongExport.RESULT))
              .substring(LongExport.RESULT.length())
              .split(" ", 3);
      return new Run(
          Long.parseLong(result[0]), Long.parseLong(result[1]), Long.parseLong(result[2]));
    }
  }
}
