package dev.twokey.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A conformance suite that something can pass without working is worth nothing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoNothingJournalTest {
  static class DoNothingStore extends JournalStoreConformance {
    @Override
    protected JournalStore openEmpty(EventCodec codec, SettableClock clock) {
      return new DoNothingJournal();
    }

    @Override
    protected JournalStore openAgain(EventCodec codec, SettableClock clock) {
      return new DoNothingJournal();
    }
  }

  static class DoNothingLeases extends LeasesConformance {
    @Override
    protected Leases open(SettableClock clock) {
      return new DoNothingJournal();
    }
  }

  @Test
  void a_store_that_does_nothing_fails_every_test() {
    everyTestFails(DoNothingStore.class, JournalStoreConformance.class);
  }

  @Test
  void leases_that_do_nothing_fail_every_test() {
    everyTestFails(DoNothingLeases.class, LeasesConformance.class);
  }

  private static void everyTestFails(Class<?> fixture, Class<?> suite) {
    LaunchedSuite run = LaunchedSuite.run(fixture);

    assertThat(run.succeeded()).as("tests that a do-nothing passes").isEmpty();
    assertThat(run.skipped()).isEmpty();
    assertThat(run.failed()).isEqualTo(LaunchedSuite.testsOf(suite)).isNotEmpty();
  }
}
