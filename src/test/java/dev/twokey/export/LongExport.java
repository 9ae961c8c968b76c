package dev.twokey.export;

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
import java.util.List;
import java.util.Optional;

/** A long incident in a real journal, and its export in a process of its own. */
public final class LongExport {
  /** Begins the line that tells the numbers: milliseconds, entries, peak of the heap in MiB. */
  public static final String RESULT = "result ";

  private static final int NOTES_A_ROUND = 10;
  private static final int BATCH = 1_000;

  private LongExport() {}

  /** Makes a journal of restarts, refusals and notes. */
  public static void make(Path journal, int entries) {
    StoredTale.write(events(entries), journal, BATCH);
  }

  private static List<Recorded> events(int entries) {
    Tale tale = new Tale().opened("a long night");
    int perRound = entriesOfARound();
    for (int round = 0; round * perRound < entries; round++) {
      round(tale, "op-" + round);
    }
    return tale.events();
  }

  private static int entriesOfARound() {
    Tale tale = new Tale().opened("a short night");
    int before = tale.timeline().entries().size();
    round(tale, "op");
    return tale.timeline().entries().size() - before;
  }

  private static void round(Tale tale, String id) {
    tale.after("1S").restarts(id);
    tale.refusedInput(id, Tale.CHI, "approve", ErrorCode.STATE_WRONG, "It ended already.");
    for (int note = 0; note < NOTES_A_ROUND; note++) {
      tale.noted(Tale.BEN, "looked at transcode_jobs | still " + note + ",412 waiting *slow*");
    }
  }

  /** Exports the incident of a journal in all formats, cold, as the command line does. */
  public static void main(String[] arguments) throws IOException {
    Path journal = Path.of(arguments[0]);
    long began = System.nanoTime();
    TimelineReader reader = new TimelineReader(Tale.INCIDENT, OtherEvents.none());
    Verification verified = SqliteJournal.read(journal, StoredTale.codec(), reader::read);
    Timeline timeline = reader.timeline().orElseThrow();
    System.out.println("read and verified after " + millis(began) + " ms");
    IncidentReport report =
        new IncidentReport(
            timeline, new Provenance(verified.head(), Optional.of(verified)), Optional.empty());
    for (TimelineWriter format :
        List.of(new MarkdownExport(), new JsonExport(), new PostmortemDraft())) {
      Path file = journal.resolveSibling(format.fileName(Tale.INCIDENT));
      try (Writer out = Files.newBufferedWriter(file)) {
        format.write(report, out);
      }
      System.out.println(format.format() + " written after " + millis(began) + " ms");
    }
    System.out.println(
        RESULT + millis(began) + " " + timeline.entries().size() + " " + peakMebibytes());
  }

  private static long millis(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }

  private static long peakMebibytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        / 1024
        / 1024;
  }
}
