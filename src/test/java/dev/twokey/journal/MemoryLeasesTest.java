package dev.twokey.journal;

import dev.twokey.problem.Redactor;
import java.util.List;

class MemoryLeasesTest extends LeasesConformance {
  @Override
  protected Leases open(SettableClock clock) {
    return new MemoryJournal(new EventCodec(List.of(Sample.FAMILY), new Redactor()), clock);
  }
}
