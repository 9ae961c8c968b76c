package dev.twokey.export;

import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.Verification;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.problem.ErrorCode;
import dev.twokey.timeline.IncidentReport;
import dev.twokey.timeline.OtherEvents;
import dev.twokey.timeline.PostmortemDraft;
import dev.twokey.timeline.Provenance;
import dev.twokey.timeline.Tale;
import dev.twokey.timeline.Timeline;
import dev.twokey.timeline.TimelineReader;
import dev.twokey.timeline.TimelineWriter;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures the export of a long incident from a real journal. The journal is made first; the
 * measurement then runs in a process of its own with a heap of 256 MiB, cold, as the command line
 * would. Arguments: number of entries, by default 100,000. Bar: 2 s, below 256 MiB.
 */
public final class ExportBench {
  private static final int ENTRIES = 100_000;
  private static final int ENTRIES_A_ROUND = 20;
  private static final int BATCH = 1_000;
  private static final String HEAP = "-Xmx256m";
  private static final String MEASURE = "measure";

  private ExportBench() {}

  /** Makes a journal, or measures with one. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0 && arguments[0].equals(MEASURE)) {
      measure(Path.of(arguments[1]));
      return;
    }
    int entries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ENTRIES;
    Path folder = Files.createTempDirectory("twokey-export-bench");
    Path journal = folder.resolve("journal.db");
    List<Recorded> events = events(entries);
    StoredTale.write(events, journal, BATCH);
    say("journal: %,d records, %,d KiB", events.size(), Files.size(journal) / 1024);
    int exit = run(journal);
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    System.exit(exit);
  }

  private static int run(Path journal) throws IOException, InterruptedException {
    List<String> call = new ArrayList<>();
    call.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    call.addAll(List.of(HEAP, "--enable-native-access=ALL-UNNAMED", "-cp"));
    call.add(System.getProperty("java.class.path"));
    call.addAll(List.of(ExportBench.class.getName(), MEASURE, journal.toString()));
    return new ProcessBuilder(call).inheritIO().start().waitFor();
  }

  /** Makes an incident of restarts, refusals and notes. */
  private static List<Recorded> events(int entries) {
    Tale tale = new Tale().opened("a long night");
    int round = 0;
    while (tale.events().size() < entries) {
      for (int i = 0; i < BATCH / ENTRIES_A_ROUND && round * ENTRIES_A_ROUND < entries; i++) {
        round++;
        String id = "op-" + round;
        tale.after("1S").restarts(id);
        tale.refusedInput(id, Tale.CHI, "approve", ErrorCode.STATE_WRONG, "It ended already.");
        for (int note = 0; note < ENTRIES_A_ROUND / 2; note++) {
          tale.noted(Tale.BEN, "looked at transcode_jobs | still " + note + ",412 waiting *slow*");
        }
      }
    }
    return tale.events();
  }

  private static void measure(Path journal) throws IOException {
    Stopwatch all = new Stopwatch();
    Stopwatch part = new Stopwatch();
    TimelineReader reader = new TimelineReader(Tale.INCIDENT, OtherEvents.none());
    JournalStore.Head head = SqliteJournal.read(journal, StoredTale.codec(), reader::read);
    Timeline timeline = reader.timeline().orElseThrow();
    say("read %,d entries: %s", timeline.entries().size(), part.lap());
    Verification verified = SqliteJournal.verify(journal, List.of(head));
    say("verify %,d records: %s", verified.events(), part.lap());
    IncidentReport report =
        new IncidentReport(timeline, new Provenance(head, Optional.of(verified)), Optional.empty());
    for (TimelineWriter format :
        List.of(new MarkdownExport(), new JsonExport(), new PostmortemDraft())) {
      Path file = journal.resolveSibling(format.fileName(Tale.INCIDENT));
      try (Writer out = Files.newBufferedWriter(file)) {
        format.write(report, out);
      }
      say("write %s, %,d KiB: %s", format.format(), Files.size(file) / 1024, part.lap());
    }
    say("together: %s (bar: 2,000 ms)", all.lap());
    say("peak of the heap: %,d MiB of 256", peak() / 1024 / 1024);
  }

  /** Wall time, and that of this thread on a processor: the two differ on a busy machine. */
  private static final class Stopwatch {
    private long wall = System.nanoTime();
    private long thread = thread();

    private static long thread() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    String lap() {
      String text =
          String.format(
              Locale.ROOT,
              "%,d ms, %,d ms on a processor",
              (System.nanoTime() - wall) / 1_000_000,
              (thread() - thread) / 1_000_000);
      wall = System.nanoTime();
      thread = thread();
      return text;
    }
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation is no dependency of ours
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
