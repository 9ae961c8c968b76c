package dev.twokey.journal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twokey.journal.Append;
import dev.twokey.journal.Event;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.JournalException;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.Write;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Redactor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that an older Twokey wrote is folded by a newer one, whose shapes are others. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UpcastTest {
  private static final StreamId SCALE = new StreamId("scale", "kitchen");

  /** As it was. */
  record Weighed(long grams) implements Event {}

  /** As it is now: what was weighed is said too. */
  record WeighedWhat(long milligrams, String what) implements Event {
    WeighedWhat {
      if (milligrams < 0) {
        throw new IllegalArgumentException("nothing weighs " + milligrams + " mg");
      }
    }
  }

  private static final EventFamily OLD =
      new EventFamily("scale", Map.of("scale.weighed.1", Weighed.class));

  private static final EventFamily NEW =
      new EventFamily("scale", Map.of("scale.weighed.2", WeighedWhat.class))
          .retiring(
              "scale.weighed.1", Weighed.class, w -> new WeighedWhat(w.grams() * 1_000, "unknown"));

  @TempDir Path folder = Path.of("");

  private SqliteJournal open(EventFamily family) {
    return SqliteJournal.open(
        folder.resolve("journal.db"), codec(family), InstantSource.system(), new SecureRandom());
  }

  private static EventCodec codec(EventFamily family) {
    return new EventCodec(List.of(family), new Redactor());
  }

  private static void append(SqliteJournal journal, long before, Event event) {
    Write write = new Write(SCALE, before, List.of(event), false);
    journal.append(List.of(new Append("ana", "test", Optional.empty(), List.of(write))));
  }

  @Test
  void an_old_event_is_read_in_todays_shape_and_new_ones_are_stored_in_it() {
    try (SqliteJournal journal = open(OLD)) {
      append(journal, 0, new Weighed(3));
    }
    try (SqliteJournal journal = open(NEW)) {
      append(journal, 1, new WeighedWhat(7, "salt"));

      assertThat(journal.of(SCALE))
          .extracting(Recorded::event)
          .containsExactly(new WeighedWhat(3_000, "unknown"), new WeighedWhat(7, "salt"));
    }
    assertThat(SqliteJournal.verify(folder.resolve("journal.db"), List.of()).isWhole())
        .as("what was stored is as it was stored")
        .isTrue();
    try (SqliteJournal journal = open(OLD)) {
      assertThatThrownBy(() -> journal.of(SCALE))
          .as("an older Twokey says that it does not know the newer shape")
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("scale.weighed.2");
    }
  }

  @Test
  void an_old_event_that_has_no_meaning_today_is_told_as_unreadable() {
    assertThatThrownBy(() -> codec(NEW).read("scale.weighed.1", "{\"grams\":-1}"))
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.EVENT_UNREADABLE));
  }

  @Test
  void a_retired_shape_is_not_written() {
    assertThatThrownBy(() -> codec(NEW).write(new Weighed(3)))
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.EVENT_UNKNOWN));
  }

  @Test
  void a_type_name_stands_for_one_shape() {
    assertThatThrownBy(() -> codec(OLD.retiring("scale.weighed.1", Weighed.class, w -> w)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("given twice");
  }
}
