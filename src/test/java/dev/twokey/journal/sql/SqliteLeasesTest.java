package dev.twokey.journal.sql;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.EventCodec;
import dev.twokey.journal.Leases;
import dev.twokey.journal.LeasesConformance;
import dev.twokey.journal.Sample;
import dev.twokey.journal.SettableClock;
import dev.twokey.problem.Redactor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteLeasesTest extends LeasesConformance {
  @TempDir @Nullable Path folder;
  private @Nullable SqliteJournal journal;

  @Override
  protected Leases open(SettableClock clock) {
    EventCodec codec = new EventCodec(List.of(Sample.FAMILY), new Redactor());
    Path file = requireNonNull(folder).resolve("journal.db");
    journal = SqliteJournal.open(file, codec, clock, new SecureRandom());
    return journal;
  }

  @AfterEach
  void close_the_journal() {
    requireNonNull(journal).close();
  }
}
