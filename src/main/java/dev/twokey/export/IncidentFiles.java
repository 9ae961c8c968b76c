package dev.twokey.export;

import dev.twokey.journal.JournalStore;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.Verification;
import dev.twokey.timeline.IncidentReport;
import dev.twokey.timeline.OtherEvents;
import dev.twokey.timeline.PostmortemDraft;
import dev.twokey.timeline.Provenance;
import dev.twokey.timeline.Timeline;
import dev.twokey.timeline.TimelineWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads an incident from the journal and writes its files. Not for the loop's thread: it waits. */
public final class IncidentFiles {
  private static final List<TimelineWriter> FORMATS =
      List.of(new MarkdownExport(), new JsonExport(), new PostmortemDraft());
  private static final Pattern NOT_FOR_NAMES = Pattern.compile("[^A-Za-z0-9._-]");

  private final JournalStore store;
  private final OtherEvents others;
  private final Function<Head, Optional<Verification>> verifier;

  /**
   * Makes an exporter.
   *
   * @param others gives text to families that the timeline does not know
   * @param verifier walks the whole journal with a head as its anchor; empty if it can't
   */
  public IncidentFiles(
      JournalStore store, OtherEvents others, Function<Head, Optional<Verification>> verifier) {
    this.store = store;
    this.others = others;
    this.verifier = verifier;
  }

  /**
   * Returns the report of an incident as of now; empty if the journal doesn't hold it.
   *
   * @param postmortemAfter the outage after which a runbook wants a postmortem
   */
  public Optional<IncidentReport> report(String incident, Optional<Duration> postmortemAfter) {
    Head head = store.head();
    return Timeline.of(incident, new JournalPages(store, head), others)
        .map(timeline ->
            new IncidentReport(
                timeline, new Provenance(head, verifier.apply(head)), postmortemAfter));
  }

  /**
   * Writes one file for each format, in place of older ones of the same name, and returns them.
   *
   * @param folder is made if it is not there
   */
  public static List<Path> write(IncidentReport report, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (TimelineWriter format : FORMATS) {
      files.add(write(report, format, folder.resolve(name(report, format))));
    }
    return files;
  }

  /** A reader never sees half a file: it is written beside its place and then moved there. */
  private static Path write(IncidentReport report, TimelineWriter format, Path file)
      throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
      format.write(report, out);
    }
    return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String name(IncidentReport report, TimelineWriter format) {
    String kind = format instanceof PostmortemDraft ? "postmortem" : "incident";
    String id = NOT_FOR_NAMES.matcher(report.timeline().facts().id()).replaceAll("_");
    return kind + "-" + id + "." + format.fileEnding();
  }
}
