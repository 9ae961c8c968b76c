package dev.twokey.journal.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.journal.Recorded;
import dev.twokey.journal.Sample;
import dev.twokey.journal.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I4, I9: real processes are killed in the middle of their work. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CrashTest {
  private static final int EVENTS = 1_000;
  private static final int KILLS = 5;
  private static final long SEED = 20_250_301;

  @TempDir @Nullable Path folder;

  private Path file() {
    return requireNonNull(folder).resolve("journal.db");
  }

  @Test
  void nothing_acknowledged_is_lost_by_kill_9() throws Exception {
    Random random = new Random(SEED);
    long acknowledged = 0;
    for (int round = 0; round < KILLS; round++) {
      acknowledged = Math.max(acknowledged, countAndKill(random));

      Verification afterTheKill = SqliteJournal.verify(file(), List.of());
      assertThat(afterTheKill.defects()).as("round %s, seed %s", round, SEED).isEmpty();
      assertThat(afterTheKill.events()).isGreaterThanOrEqualTo(acknowledged);
    }

    try (SqliteJournal journal = JournalFiles.open(file())) {
      List<Recorded> events = journal.of(JournalFiles.NUMBERS);
      assertThat(events).hasSizeGreaterThanOrEqualTo((int) acknowledged);
      for (Recorded event : events) {
        assertThat(event.event()).isEqualTo(new Sample.Counted(event.version()));
        assertThat(event.position()).isEqualTo(event.version());
      }
      JournalFiles.count(journal, events.size(), 1);
      assertThat(journal.head().position()).isEqualTo(events.size() + 1L);
    }
    assertThat(SqliteJournal.verify(file(), List.of()).isWhole()).isTrue();
  }

  /** Returns the last number that the process said was safe. */
  private long countAndKill(Random random) throws Exception {
    int patience = 1 + random.nextInt(EVENTS - 1);
    long last = 0;
    Process process = JournalProcess.start("count", file(), random.nextLong(), EVENTS);
    try (BufferedReader out = process.inputReader()) {
      for (int lines = 0; lines < patience; lines++) {
        last = Long.parseLong(requireNonNull(out.readLine(), "the process ended too early"));
      }
      process.toHandle().destroyForcibly(); // of a process it would close the stream too
      // What it had said before it died counts too; a last line may be torn.
      StringBuilder rest = new StringBuilder();
      for (int c = out.read(); c >= 0; c = out.read()) {
        rest.append((char) c);
      }
      List<String> whole = rest.substring(0, rest.lastIndexOf("\n") + 1).lines().toList();
      last = whole.isEmpty() ? last : Long.parseLong(whole.getLast());
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    return last;
  }

  @Test
  void a_torn_end_of_the_log_is_dropped_and_the_rest_is_whole() throws Exception {
    Path copy = Files.createDirectory(requireNonNull(folder).resolve("copy"));
    Random random = new Random(SEED);
    try (SqliteJournal journal = JournalFiles.open(file())) {
      for (int batch = 0; batch < 40; batch++) {
        JournalFiles.count(journal, 5L * batch, 5);
      }
      for (int round = 0; round < 10; round++) {
        copyWithTornLog(copy, random);

        try (SqliteJournal torn = JournalFiles.open(copy.resolve("journal.db"))) {
          long head = torn.head().position();
          assertThat(head).isLessThan(200).isEqualTo(torn.of(JournalFiles.NUMBERS).size());
          assertThat(head % 5).as("whole batches only").isZero();
          JournalFiles.count(torn, head, 5);
          assertThat(torn.head().position()).isEqualTo(head + 5);
        }
        assertThat(SqliteJournal.verify(copy.resolve("journal.db"), List.of()).isWhole()).isTrue();
      }
    }
  }

  /** The copy is made by another process: closing the file here would free SQLite's own locks. */
  private void copyWithTornLog(Path copy, Random random) throws Exception {
    for (String name : List.of("journal.db", "journal.db-wal")) {
      Path to = copy.resolve(name);
      Files.deleteIfExists(to);
      Process cp =
          new ProcessBuilder("cp", file().resolveSibling(name).toString(), to.toString()).start();
      assertThat(cp.waitFor()).isZero();
    }
    Files.deleteIfExists(copy.resolve("journal.db-shm"));
    Path log = copy.resolve("journal.db-wal");
    byte[] bytes = Files.readAllBytes(log);
    int kept = 1 + random.nextInt(bytes.length - 1);
    Files.write(log, java.util.Arrays.copyOf(bytes, kept));
  }

  @Test
  void a_killed_process_leaves_the_lock_free_and_a_living_one_holds_it() throws Exception {
    Process first = JournalProcess.start("count", file(), 1, 1_000_000);
    try (BufferedReader out = first.inputReader()) {
      assertThat(out.readLine()).isEqualTo("1");
      assertThat(outputOf(JournalProcess.start("try", file())))
          .startsWith("JOURNAL_LOCKED")
          .contains("process " + first.pid());
    } finally {
      first.destroyForcibly();
      first.waitFor();
    }
    assertThat(outputOf(JournalProcess.start("try", file()))).startsWith("opened ");
  }

  private static String outputOf(Process process) throws IOException, InterruptedException {
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      process.waitFor();
      return line == null ? "nothing" : line;
    }
  }
}
