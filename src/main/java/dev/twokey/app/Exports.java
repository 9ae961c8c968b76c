package dev.twokey.app;

import dev.twokey.chat.Conversation;
import dev.twokey.chatops.Outbox;
import dev.twokey.export.JsonExport;
import dev.twokey.export.MarkdownExport;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.Verification;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.runbook.Runbook;
import dev.twokey.runbook.RunbookCatalog;
import dev.twokey.timeline.IncidentReport;
import dev.twokey.timeline.PostmortemDraft;
import dev.twokey.timeline.Provenance;
import dev.twokey.timeline.TimelineReader;
import dev.twokey.timeline.TimelineWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads an incident out of the journal and writes it down. */
final class Exports {
  /** The formats. */
  static final List<TimelineWriter> WRITERS =
      List.of(new MarkdownExport(), new JsonExport(), new PostmortemDraft());

  private final Path journal;
  private final EventCodec codec;
  private final Supplier<Optional<RunbookCatalog>> runbooks;

  Exports(Path journal, EventCodec codec, Supplier<Optional<RunbookCatalog>> runbooks) {
    this.journal = journal;
    this.codec = codec;
    this.runbooks = runbooks;
  }

  /** Returns an incident's report; empty if the journal has no such incident. */
  Optional<IncidentReport> report(String incident) {
    TimelineReader reader = new TimelineReader(incident, AnsweredRequests::tell);
    Verification verified = SqliteJournal.read(journal, codec, reader::read);
    Provenance provenance = new Provenance(verified.head(), Optional.of(verified));
    return reader.timeline().map(t -> new IncidentReport(t, provenance, postmortemAfter()));
  }

  private Optional<Duration> postmortemAfter() {
    return runbooks.get().stream()
        .flatMap(c -> c.runbooks().stream())
        .map(Runbook::postmortemAfter)
        .flatMap(Optional::stream)
        .min(Duration::compareTo);
  }

  /** Attaches an incident's report to a conversation, in all formats. */
  void attach(String incident, Conversation where, Outbox outbox) {
    Optional<IncidentReport> report = report(incident);
    if (report.isEmpty()) {
      throw new IllegalStateException(
          "the incident " + incident + " is on the board and not in the journal (this is a bug)");
    }
    for (TimelineWriter writer : WRITERS) {
      String name = writer.fileName(incident);
      outbox.attach(
          where,
          "export " + name + " " + report.get().provenance().head().position(),
          name,
          text(writer, report.get()));
    }
  }

  private static String text(TimelineWriter writer, IncidentReport report) {
    StringBuilder text = new StringBuilder();
    try {
      writer.write(report, text);
    } catch (IOException e) {
      throw new IllegalStateException("a StringBuilder takes all (this is a bug)", e);
    }
    return text.toString();
  }
}
