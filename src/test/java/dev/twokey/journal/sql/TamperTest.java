package dev.twokey.journal.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twokey.journal.Erased;
import dev.twokey.journal.JournalException;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.Verification;
import dev.twokey.journal.Verification.Kind;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I9: what somebody does to the file behind Twokey's back is found. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TamperTest {
  @TempDir @Nullable Path folder;

  private Path file() {
    return requireNonNull(folder).resolve("journal.db");
  }

  @BeforeEach
  void write_ten_events() {
    try (SqliteJournal journal = JournalFiles.open(file())) {
      JournalFiles.count(journal, 0, 10);
    }
    assertThat(verify())
        .extracting(Verification::events, Verification::isWhole)
        .containsExactly(10L, true);
  }

  private Verification verify() {
    return SqliteJournal.verify(file(), List.of());
  }

  private List<Kind> kinds() {
    return verify().defects().stream().map(Verification.Defect::kind).toList();
  }

  private List<Long> positions() {
    return verify().defects().stream().map(Verification.Defect::position).distinct().toList();
  }

  /** What somebody with the file and a purpose does: the triggers go first. */
  private void tamper(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER events_are_never_deleted");
      statement.execute("DROP TRIGGER events_are_never_changed");
      statement.execute("DROP TRIGGER texts_are_only_erased");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void a_flipped_byte_of_a_text_on_the_disk_is_found() throws IOException {
    byte[] bytes = Files.readAllBytes(file());
    byte[] text = "{\"number\":7}".getBytes(StandardCharsets.US_ASCII);
    int found = 0;
    for (int i = 0; i + text.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
        bytes[i + text.length - 2] ^= 1;
        found++;
      }
    }
    assertThat(found).isEqualTo(1);
    Files.write(file(), bytes);

    assertThat(kinds()).containsExactly(Kind.TEXT_CHANGED);
    assertThat(positions()).containsExactly(7L);
  }

  @Test
  void a_deleted_row_is_found() throws SQLException {
    tamper("DELETE FROM events WHERE position = 4");

    assertThat(kinds()).containsExactly(Kind.REMOVED, Kind.UNLINKED, Kind.VERSION_WRONG);
    assertThat(positions()).containsExactly(5L);
  }

  @Test
  void two_swapped_rows_are_found() throws SQLException {
    tamper(
        "UPDATE events SET position = 99 WHERE position = 4",
        "UPDATE events SET position = 4 WHERE position = 5",
        "UPDATE events SET position = 5 WHERE position = 99");

    assertThat(kinds()).contains(Kind.UNLINKED, Kind.CHANGED, Kind.VERSION_WRONG);
    assertThat(positions()).containsExactly(4L, 5L, 6L);
  }

  @Test
  void a_cut_tail_is_found_and_the_journal_is_not_opened() throws SQLException {
    tamper("DELETE FROM events WHERE position > 7");

    assertThat(kinds()).containsExactly(Kind.HEAD_DIFFERS);
    assertThat(verify().defects().getFirst().what()).contains("the newest 3 were cut off");
    assertThatThrownBy(() -> JournalFiles.open(file()))
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.JOURNAL_BROKEN));
  }

  @Test
  void a_cut_tail_with_a_matching_head_is_told_by_a_noted_head_only() throws SQLException {
    Head noted = verify().head();
    tamper(
        "DELETE FROM events WHERE position > 7",
        "UPDATE head SET position = 7, hash = (SELECT hash FROM events WHERE position = 7)");

    assertThat(verify().isWhole()).isTrue();
    assertThat(SqliteJournal.verify(file(), List.of(noted)).defects())
        .extracting(Verification.Defect::kind)
        .containsExactly(Kind.ANCHOR_DIFFERS);
  }

  @Test
  void a_changed_actor_is_found() throws SQLException {
    tamper("UPDATE events SET actor = 'mallory' WHERE position = 3");

    assertThat(kinds()).containsExactly(Kind.CHANGED);
    assertThat(positions()).containsExactly(3L);
  }

  @Test
  void a_changed_text_is_found() throws SQLException {
    tamper("UPDATE events SET payload = '{\"number\":3000}' WHERE position = 3");

    assertThat(kinds()).containsExactly(Kind.TEXT_CHANGED);
  }

  @Test
  void a_missing_head_row_is_found() throws SQLException {
    tamper("DELETE FROM head");

    assertThat(kinds()).containsExactly(Kind.HEAD_MISSING);
    assertThatThrownBy(() -> JournalFiles.open(file())).isInstanceOf(JournalException.class);
  }

  @Test
  void a_file_that_is_no_journal_is_unreadable_not_broken() throws IOException {
    Files.writeString(file(), "x".repeat(10_000));

    assertThatThrownBy(this::verify)
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.JOURNAL_UNREADABLE));
    assertThatThrownBy(() -> SqliteJournal.verify(file().resolveSibling("none.db"), List.of()))
        .isInstanceOf(JournalException.class);
    assertThat(file().resolveSibling("none.db")).doesNotExist();
  }

  @Test
  void slips_of_the_hand_are_refused_by_the_file_itself() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "DELETE FROM events WHERE position = 1",
              "UPDATE events SET actor = 'mallory' WHERE position = 1",
              "UPDATE events SET payload = '{}' WHERE position = 1")) {
        assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
      }
    }
    assertThat(verify().isWhole()).isTrue();
  }

  @Test
  void an_erased_text_is_gone_from_the_disk_and_the_chain_still_verifies() throws IOException {
    try (SqliteJournal journal = JournalFiles.open(file())) {
      journal.erase(List.of(7L));

      assertThat(journal.of(JournalFiles.NUMBERS))
          .extracting(Recorded::event)
          .hasSize(10)
          .element(6)
          .isEqualTo(new Erased("sample.counted.1"));
      JournalFiles.count(journal, 10, 1);
    }
    assertThat(verify())
        .extracting(Verification::events, Verification::erased, Verification::isWhole)
        .containsExactly(11L, 1L, true);
    try (var files = Files.list(requireNonNull(folder))) {
      for (Path each : files.toList()) {
        String bytes = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains("{\"number\":7}")).as(each.toString()).isFalse();
      }
    }
    assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1)).contains("{\"number\":8}");
  }

  @Test
  void half_an_erasure_is_found() throws SQLException {
    tamper("UPDATE events SET salt = NULL WHERE position = 3");

    assertThat(kinds()).containsExactly(Kind.TEXT_CHANGED);
  }

  @Test
  void a_journal_in_use_can_be_verified() {
    try (SqliteJournal journal = JournalFiles.open(file())) {
      JournalFiles.count(journal, 10, 5);

      assertThat(verify())
          .extracting(Verification::events, Verification::isWhole)
          .containsExactly(15L, true);
      JournalFiles.count(journal, 15, 5);
      assertThat(verify().head()).isEqualTo(journal.head());
    }
  }
}
