package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

class MemoryJournalTest extends JournalStoreConformance {
  private @Nullable MemoryJournal journal;

  @Override
  protected JournalStore openEmpty(EventCodec codec, SettableClock clock) {
    journal = new MemoryJournal(codec, clock);
    return journal;
  }

  @Override
  protected JournalStore openAgain(EventCodec codec, SettableClock clock) {
    return requireNonNull(journal);
  }
}
