package dev.twokey.journal.sql;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.EventCodec;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.JournalStoreConformance;
import dev.twokey.journal.SettableClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalStoreConformance {
  @TempDir @Nullable Path folder;

  @Override
  protected JournalStore openEmpty(EventCodec codec, SettableClock clock) {
    return openAgain(codec, clock);
  }

  @Override
  protected JournalStore openAgain(EventCodec codec, SettableClock clock) {
    Path file = requireNonNull(folder).resolve("journal.db");
    return SqliteJournal.open(file, codec, clock, new SecureRandom());
  }
}
