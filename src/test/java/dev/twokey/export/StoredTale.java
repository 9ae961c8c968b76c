package dev.twokey.export;

import dev.twokey.chatops.Families;
import dev.twokey.journal.Append;
import dev.twokey.journal.Appended;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.Verification;
import dev.twokey.journal.Write;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.problem.Redactor;
import dev.twokey.timeline.IncidentReport;
import dev.twokey.timeline.OtherEvents;
import dev.twokey.timeline.Provenance;
import dev.twokey.timeline.TimelineReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A tale in a real journal, and back. */
final class StoredTale {
  private StoredTale() {}

  static EventCodec codec() {
    return Families.codec(new Redactor());
  }

  /** Writes events as they were recorded; {@code batch} of them get one time and one sync. */
  static void write(List<Recorded> events, Path file, int batch) {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    try (JournalStore store = SqliteJournal.open(file, codec(), now::get, new SecureRandom())) {
      for (int i = 0; i < events.size(); i += batch) {
        List<Append> appends = new ArrayList<>();
        for (Recorded r : events.subList(i, Math.min(i + batch, events.size()))) {
          now.set(r.at());
          Write write = new Write(r.stream(), r.version() - 1, List.of(r.event()), false);
          appends.add(new Append(r.actor(), "", Optional.empty(), List.of(write)));
        }
        for (Appended result : store.append(appends)) {
          if (!(result instanceof Appended.Stored)) {
            throw new IllegalStateException("an event was not stored: " + result);
          }
        }
      }
    }
  }

  /** Reads an incident's report as the command line does. */
  static IncidentReport read(String incident, Path file) {
    TimelineReader reader = new TimelineReader(incident, OtherEvents.none());
    Verification verified = SqliteJournal.read(file, codec(), reader::read);
    return new IncidentReport(
        reader.timeline().orElseThrow(),
        new Provenance(verified.head(), Optional.of(verified)),
        Optional.of(Duration.ofMinutes(10)));
  }
}
