package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Card;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.chatops.Families;
import dev.twokey.incident.HaltEvent;
import dev.twokey.journal.JournalEvent;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.lab.LabClient;
import dev.twokey.operation.OperationEvent;
import dev.twokey.problem.Redactor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole bot whose journal can't be written: another program holds it, or the disk takes no more.
 * Checks, halt and undo go on, changes are refused, and all is recorded afterwards (I4, I5, I9).
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JournalTroubleStoryTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration A_DRILL = Duration.ofSeconds(90);
  private static final String NOT_RECORDED = "NOT RECORDED";

  private static final String WAITING =
      """
      ```yaml drill
      id: longer
      alias: W
      says: The broker stops and nobody helps
      environments: [staging]
      steady_state: handshake.ok && queues.ok
      inject: {run: host.service.stop, with: {host: rabbitmq, unit: rabbitmq-server}}
      undo: {run: host.service.start, with: {host: rabbitmq, unit: rabbitmq-server}}
      lasts: 10m
      expects: {cause: process_down, detected_within: 60s, recovered_within: 3m, recovered_by: itself}
      ```

      ## Later
      """;

  @TempDir Path folder = Path.of("");

  private StoryFiles files() throws Exception {
    StoryFiles files = StoryFiles.in(folder);
    files.edit(
        files.folders().config().resolve("inventory/staging.yaml"),
        "time_scale: 0.02",
        "time_scale: 0.2");
    return files.edit(files.folders().runbooks().resolve("rabbitmq-down.md"), "## Later", WAITING);
  }

  @Test
  void a_drill_is_halted_and_undone_while_another_program_holds_the_journal() throws Exception {
    StoryFiles files = files();
    try (StoryBot story = StoryBot.start(files);
        Connection foreign =
            DriverManager.getConnection("jdbc:sqlite:" + files.folders().journal());
        Statement statement = foreign.createStatement()) {
      String drill = story.type("ana", "staging", "/gameday staging W");
      story.await(drill, A_DRILL, c -> says(c, "● wait for the recovery"));
      statement.execute("BEGIN IMMEDIATE");

      Receipt halted = story.send("chi", "staging", "/halt");
      Receipt change = story.send("ana", "staging", "/restart worker-dmca");
      String diagnosis = story.type("ana", "staging", "/diagnose rabbitmq");

      assertThat(halted.recorded()).isFalse();
      assertThat(halted.refusal()).isEmpty();
      assertThat(change.recorded()).isFalse();
      assertThat(change.refusal().orElseThrow().line())
          .contains("Nothing was done", "can't be written", "End the other program");
      story.await(halted.subject(), SOON, c -> says(c, NOT_RECORDED) && says(c, "HALTED"));
      story.await(diagnosis, SOON, c -> says(c, NOT_RECORDED) && says(c, "15 checks"));
      story.await(drill, A_DRILL, c -> c.verdict().equals("STOPPED") && says(c, NOT_RECORDED));
      assertThat(files.lab().unit("status", "rabbitmq-server").path("state").asText())
          .isEqualTo("active");
      assertThat(files.lab().send(LabClient.request("timer.list")).path("timers")).isEmpty();
      String told = journalCard(story);
      story.await(told, SOON, c -> says(c, "CAN'T BE WRITTEN: changes are refused"));
      assertThat(stored(files)).noneMatch(r -> r.event() instanceof HaltEvent.Halted);

      statement.execute("ROLLBACK");

      story.await(told, SOON, c -> says(c, "IS WRITTEN AGAIN"));
      Predicate<Card> recorded = c -> !says(c, NOT_RECORDED) && says(c, "record #");
      story.await(halted.subject(), SOON, recorded);
      story.await(diagnosis, SOON, recorded);
      story.await(drill, SOON, recorded.and(c -> c.verdict().equals("STOPPED")));
      assertThat(story.chat().markers().stream().filter(m -> m.startsWith("journal/")))
          .as("each channel is told on one card")
          .containsExactly(told);
      List<Recorded> stored = stored(files);
      assertThat(stored).anyMatch(r -> r.event() instanceof HaltEvent.Halted);
      assertThat(stored)
          .anyMatch(r -> r.event() instanceof OperationEvent.UndoBegan)
          .anyMatch(r -> r.event() instanceof OperationEvent.Ended)
          .anyMatch(r -> r.event() instanceof JournalEvent.Outage);
      assertThat(story.send("ana", "staging", "/help").recorded()).isTrue();
    } finally {
      files.lab().heal();
    }
  }

  @Test
  void when_the_disk_takes_no_more_the_bot_goes_on_and_records_it_when_there_is_room()
      throws Exception {
    StoryFiles files = files();
    StoryProcess bot = StoryProcess.start(files);
    try {
      bot.type("ana", "staging", "/diagnose rabbitmq");
      limitFiles(bot, "1024:");

      String diagnosis = bot.type("ana", "staging", "/diagnose rabbitmq");
      bot.await(diagnosis, SOON, c -> c.text().contains(NOT_RECORDED));
      String halt = bot.type("chi", "staging", "/halt");
      bot.await(halt, SOON, c -> c.text().contains(NOT_RECORDED));
      assertThat(bot.send(bot.said("ana", "staging", "/restart worker-dmca")).refusal())
          .contains("Nothing was done")
          .contains("can't be written");

      limitFiles(bot, "unlimited:");

      bot.await(halt, SOON, c -> c.text().contains("record #"));
      bot.await(diagnosis, SOON, c -> c.text().contains("record #"));
      bot.kill();
      assertThat(stored(files))
          .anyMatch(r -> r.event() instanceof HaltEvent.Halted)
          .anyMatch(r -> r.event() instanceof JournalEvent.Outage)
          .noneMatch(r -> r.event() instanceof OperationEvent.Requested);
    } finally {
      bot.kill();
    }
  }

  private static void limitFiles(StoryProcess bot, String limit) throws Exception {
    Process change =
        new ProcessBuilder("prlimit", "--pid", Long.toString(bot.pid()), "--fsize=" + limit)
            .inheritIO()
            .start();
    assertThat(change.waitFor()).isZero();
  }

  private static String journalCard(StoryBot story) {
    return Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                story.chat().markers().stream()
                    .filter(m -> m.startsWith("journal/outage"))
                    .findFirst()
                    .orElse(""),
            m -> !m.isEmpty());
  }

  private static boolean says(Card card, String text) {
    return StoryBot.text(card).contains(text);
  }

  /** Reads the whole journal, also while it is in use; its chain must be whole. */
  private static List<Recorded> stored(StoryFiles files) {
    List<Recorded> all = new ArrayList<>();
    assertThat(
            SqliteJournal.read(files.folders().journal(), Families.codec(new Redactor()), all::add)
                .isWhole())
        .isTrue();
    return all;
  }
}
