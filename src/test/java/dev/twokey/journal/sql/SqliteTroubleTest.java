package dev.twokey.journal.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.twokey.journal.Appended;
import dev.twokey.journal.JournalException;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.Sample;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SqliteTroubleTest {
  /** Room for some batches in the log, and not for a thousand events. */
  private static final int FILE_BYTES_MAX = 300_000;

  @TempDir @Nullable Path folder;

  private Path file() {
    return requireNonNull(folder).resolve("state/journal.db");
  }

  private Path state() {
    return requireNonNull(folder).resolve("state");
  }

  @Test
  void when_the_disk_takes_no_more_nothing_is_half_written_and_later_it_goes_on() throws Exception {
    Process process = JournalProcess.start("starve", file());
    long stored;
    try (BufferedReader out = process.inputReader();
        Writer in = process.outputWriter()) {
      assertThat(out.readLine()).isEqualTo("ready");
      limitFiles(process, FILE_BYTES_MAX + ":");
      say(in);
      List<String> refusals =
          List.of(
              requireNonNull(out.readLine()),
              requireNonNull(out.readLine()),
              requireNonNull(out.readLine()));
      assertThat(refusals).allMatch(line -> line.startsWith("refused "));
      assertThat(Pattern.compile("JOURNAL_UNWRITABLE").matcher(refusals.getFirst()).results())
          .as("each append of the batch was refused")
          .hasSize(10);
      stored = Long.parseLong(refusals.getLast().replaceFirst("refused (\\d+) .*", "$1"));
      assertThat(out.readLine()).isEqualTo("waiting");
      limitFiles(process, "unlimited:");
      say(in);
      assertThat(out.readLine()).startsWith("then Stored[");
    } finally {
      process.destroy();
      process.waitFor();
    }

    assertThat(stored).isPositive();
    assertThat(SqliteJournal.verify(file(), List.of()).isWhole()).isTrue();
    try (SqliteJournal journal = JournalFiles.open(file())) {
      assertThat(journal.of(JournalFiles.NUMBERS))
          .extracting(Recorded::event)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, stored + 10).mapToObj(Sample.Counted::new).toList());
    }
  }

  private static void limitFiles(Process process, String limit) throws Exception {
    Process change =
        new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + limit)
            .inheritIO()
            .start();
    assertThat(change.waitFor()).isZero();
  }

  private static void say(Writer in) throws IOException {
    in.write("go\n");
    in.flush();
  }

  @Test
  void a_foreign_writer_makes_it_unwritable_until_it_is_gone() throws SQLException {
    try (SqliteJournal journal = JournalFiles.open(file());
        Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = foreign.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      List<Appended> refused = JournalFiles.count(journal, 0, 3);
      ReplicaId me = new ReplicaId("alpha", 1);
      assertThat(journal.acquire("outbox", me, Duration.ofSeconds(1))).isEmpty();
      assertThat(journal.of(JournalFiles.NUMBERS)).isEmpty();
      statement.execute("ROLLBACK");

      assertThat(refused)
          .hasSize(3)
          .allSatisfy(answer ->
              assertThat(((Appended.Unwritable) answer).why().code())
                  .isEqualTo(ErrorCode.JOURNAL_UNWRITABLE));
      assertThat(JournalFiles.count(journal, 0, 3))
          .allMatch(answer -> answer instanceof Appended.Stored);
      assertThat(journal.acquire("outbox", me, Duration.ofSeconds(1))).hasValue(1);
    }
  }

  @Test
  void after_a_failure_the_head_is_what_the_file_says() throws SQLException {
    try (SqliteJournal journal = JournalFiles.open(file());
        Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = foreign.createStatement()) {
      JournalFiles.count(journal, 0, 3);
      statement.execute("BEGIN IMMEDIATE");
      JournalFiles.count(journal, 3, 1);
      statement.execute("ROLLBACK");

      assertThat(journal.head()).isEqualTo(SqliteJournal.verify(file(), List.of()).head());
      JournalFiles.count(journal, 3, 1);
      assertThat(journal.head()).isEqualTo(SqliteJournal.verify(file(), List.of()).head());
      assertThat(journal.head().position()).isEqualTo(4);
    }
  }

  @Test
  void a_full_disk_is_told_as_what_it_is() throws SQLException {
    try (Connection small = DriverManager.getConnection("jdbc:sqlite:");
        Statement statement = small.createStatement()) {
      statement.execute("PRAGMA max_page_count = 2");
      statement.execute("CREATE TABLE full (text TEXT)");
      SQLException full =
          catchThrowableOfType(
              SQLException.class,
              () -> statement.execute("INSERT INTO full VALUES (zeroblob(100000))"));

      Problem problem = SqliteTrouble.onWrite(file(), full);
      assertThat(problem.code()).isEqualTo(ErrorCode.JOURNAL_UNWRITABLE);
      assertThat(problem.advice()).contains("Make room");
    }
  }

  @Test
  void a_second_open_in_this_process_is_refused_and_frees_nothing() throws Exception {
    try (SqliteJournal journal = JournalFiles.open(file())) {
      assertThatThrownBy(() -> JournalFiles.open(file()))
          .isInstanceOfSatisfying(
              JournalException.class,
              e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.JOURNAL_LOCKED));
      Process other = JournalProcess.start("try", file());
      try (BufferedReader out = other.inputReader()) {
        assertThat(out.readLine())
            .startsWith("JOURNAL_LOCKED")
            .contains("process " + ProcessHandle.current().pid());
      }
      assertThat(JournalFiles.count(journal, 0, 1).getFirst()).isInstanceOf(Appended.Stored.class);
    }
    try (SqliteJournal again = JournalFiles.open(file())) {
      assertThat(again.head().position()).isEqualTo(1);
    }
  }

  @Test
  void folder_and_files_are_for_their_owner_only() throws IOException {
    try (SqliteJournal journal = JournalFiles.open(file())) {
      JournalFiles.count(journal, 0, 1);

      assertThat(permissions(state())).isEqualTo("rwx------");
      try (var files = Files.list(state())) {
        assertThat(files.toList())
            .hasSize(4)
            .allSatisfy(each -> assertThat(permissions(each)).isEqualTo("rw-------"));
      }
    }
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
    JournalFiles.open(file()).close();
    assertThat(permissions(file())).isEqualTo("rw-------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void a_database_of_another_program_is_left_alone() throws Exception {
    Files.createDirectories(state());
    change("CREATE TABLE recipes (name TEXT)");

    assertThatThrownBy(() -> JournalFiles.open(file()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("another program");
    change("INSERT INTO recipes VALUES ('soup')");
  }

  @Test
  void a_file_of_a_newer_schema_is_left_alone() throws Exception {
    JournalFiles.open(file()).close();
    change("PRAGMA user_version = 99");

    assertThatThrownBy(() -> JournalFiles.open(file()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("schema 99");
  }

  @Test
  void a_refused_file_is_not_locked_for_ever() throws Exception {
    JournalFiles.open(file()).close();
    change("PRAGMA user_version = 99");
    assertThatThrownBy(() -> JournalFiles.open(file())).isInstanceOf(JournalException.class);
    change("PRAGMA user_version = 1");

    JournalFiles.open(file()).close();
  }

  @Test
  void a_folder_that_cant_be_made_is_told_with_advice() throws IOException {
    Files.writeString(state(), "a file stands in the way");

    assertThatThrownBy(() -> JournalFiles.open(file()))
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.JOURNAL_UNWRITABLE));
  }

  @Test
  void after_closing_reads_say_so() {
    SqliteJournal journal = JournalFiles.open(file());
    journal.close();
    journal.close();

    assertThatThrownBy(journal::head)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("closed");
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
