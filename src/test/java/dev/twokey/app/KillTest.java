package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.app.StoryProcess.Acknowledged;
import dev.twokey.app.StoryProcess.Receipt;
import dev.twokey.app.StoryProcess.Shown;
import dev.twokey.journal.Verification;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.lab.LabClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process of the bot is killed with signal 9, in the middle of what it does (I3, I4, I5). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KillTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration A_DRILL = Duration.ofSeconds(90);
  private static final long SEED = 20_261_125;

  @TempDir static Path folder = Path.of("");
  private static StoryFiles files;
  private static HeldSocket supervisor;
  private static StoryProcess bot;

  @BeforeAll
  static void start() throws Exception {
    files = StoryFiles.in(folder);
    Path socket = folder.resolve("held.sock");
    supervisor = new HeldSocket(socket, files.lab().socket());
    for (String environment : List.of("staging", "prod")) {
      files.edit(
          files.folders().config().resolve("inventory/" + environment + ".yaml"),
          "socket: " + files.lab().socket(),
          "socket: " + socket);
    }
    files.edit(
        files.folders().config().resolve("inventory/staging.yaml"),
        "time_scale: 0.02",
        "time_scale: 0.2");
    bot = StoryProcess.start(files);
  }

  @AfterAll
  static void stop() throws Exception {
    bot.kill();
    supervisor.close();
    files.lab().heal();
  }

  @AfterEach
  void the_journal_is_whole() {
    supervisor.letThrough();
    Verification found = SqliteJournal.verify(files.folders().journal(), List.of());
    assertThat(found.defects()).isEmpty();
    assertThat(found.isWhole()).isTrue();
  }

  @Test
  void a_pending_approval_is_still_there_and_is_signed_and_run_once() throws Exception {
    String operation = bot.type("ana", "prod", "/restart worker-transcode prod queue stuck");
    bot.await(operation, SOON, c -> c.verdict().equals("needs a second key"));
    long restarts = restarts("worker-transcode");

    killAndStartAgain();

    bot.await(operation, SOON, c -> c.verdict().equals("needs a second key"));
    Receipt own = bot.press("ana", "prod", operation, "Approve");
    assertThat(own.refusal()).contains("you can't be its second key");
    assertThat(bot.press("ben", "prod", operation, "Approve").refusal()).isEmpty();
    bot.await(operation, SOON, c -> c.verdict().startsWith("DONE"));

    killAndStartAgain();

    bot.await(operation, SOON, c -> c.verdict().startsWith("DONE"));
    assertThat(restarts("worker-transcode")).isEqualTo(restarts + 1);
  }

  @Test
  void a_step_that_ran_is_verified_and_a_person_says_what_became_of_it() throws Exception {
    List<String> workers = List.of("worker-distribution", "worker-dmca", "worker-search");
    List<String> operations = new ArrayList<>();
    List<Long> restarts = new ArrayList<>();
    for (String worker : workers) {
      restarts.add(restarts(worker));
      String operation = bot.type("ana", "staging", "/restart " + worker);
      bot.await(operation, SOON, c -> c.verdict().endsWith("must confirm"));
      operations.add(operation);
    }
    supervisor.hold("restart");
    for (String operation : operations) {
      assertThat(bot.press("ana", "staging", operation, "Run it").refusal()).isEmpty();
    }
    supervisor.awaitHeld(workers.size(), SOON);

    killAndStartAgain();
    supervisor.letThrough();

    for (String operation : operations) {
      Shown card = bot.await(operation, SOON, c -> c.verdict().equals("OUTCOME UNKNOWN"));
      assertThat(card.text()).contains("verified: a new process in each instance");
      assertThat(card.buttons()).hasSize(3);
    }
    bot.press("ana", "staging", operations.get(0), "Verified: it was done");
    bot.press("ben", "staging", operations.get(1), "It was not done");
    Map<String, String> why = Map.of("reason", "I look after it");
    bot.press("ana", "staging", operations.get(2), "Take over", why);
    bot.await(operations.get(0), SOON, c -> c.verdict().startsWith("DONE"));
    bot.await(operations.get(1), SOON, c -> c.verdict().equals("NOT DONE"));
    bot.await(operations.get(2), SOON, c -> c.verdict().startsWith("TAKEN OVER"));
    for (int i = 0; i < workers.size(); i++) {
      assertThat(restarts(workers.get(i))).as("once only").isEqualTo(restarts.get(i) + 1);
    }
    // no lock is left: each can be changed again
    for (String worker : workers) {
      String again = bot.type("ana", "staging", "/restart " + worker);
      bot.await(again, SOON, c -> c.verdict().endsWith("must confirm"));
      bot.press("ana", "staging", again, "Withdraw");
    }
  }

  @Test
  void a_drill_killed_inside_the_inject_is_undone_though_the_inject_comes_late() throws Exception {
    supervisor.hold("stop");
    String drill = bot.type("ana", "staging", "/gameday staging E");
    supervisor.awaitHeld(1, A_DRILL);
    assertThat(timers()).hasSize(1);

    bot.kill();
    supervisor.letThrough();
    startAgain();

    Shown card = bot.await(drill, A_DRILL, KillTest::isReport);
    assertThat(card.verdict()).isEqualTo("STOPPED, perhaps after the inject");
    assertThat(card.text()).contains("the undo was made and verified");
    assertAllIsWell();
  }

  @Test
  void a_drill_killed_while_it_detects_goes_on_and_is_undone() throws Exception {
    supervisor.hold("stop");
    String drill = bot.type("ana", "staging", "/gameday staging E");
    supervisor.awaitHeld(1, A_DRILL);
    supervisor.letThrough();
    supervisor.hold("status");
    bot.await(drill, A_DRILL, c -> c.verdict().startsWith("INJECTED"));
    supervisor.awaitHeld(1, SOON);

    bot.kill();
    assertThat(state("rabbitmq-server")).isEqualTo("inactive");
    supervisor.letThrough();
    startAgain();

    Shown card = bot.await(drill, A_DRILL, KillTest::isReport);
    assertThat(card.text()).contains("process down (right)");
    assertAllIsWell();
  }

  @Test
  void a_drill_killed_inside_the_undo_is_undone_again() throws Exception {
    String drill = bot.type("ana", "staging", "/gameday staging E");
    supervisor.hold("start");
    supervisor.awaitHeld(1, A_DRILL);

    bot.kill();
    supervisor.drop();
    assertThat(state("rabbitmq-server")).isEqualTo("inactive");
    startAgain();

    Shown card = bot.await(drill, A_DRILL, KillTest::isReport);
    assertThat(card.text()).contains("process down (right)");
    assertAllIsWell();
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void a_drill_killed_at_any_time_ends_with_a_broker_that_runs(int round) throws Exception {
    long millis = new Random(SEED + round).nextLong(20_000);
    String drill = bot.type("ana", "staging", "/gameday staging E");
    bot.pass(Duration.ofMillis(millis));

    killAndStartAgain();

    bot.await(drill, A_DRILL, KillTest::isReport);
    assertAllIsWell();
  }

  private static boolean isReport(Shown card) {
    return card.buttons().keySet().stream().anyMatch(b -> b.endsWith("gain"));
  }

  /** Kills the bot, starts it, and sends all again that it acknowledged: nothing of it is lost. */
  private static void killAndStartAgain() throws Exception {
    bot.kill();
    startAgain();
  }

  private static void startAgain() throws Exception {
    List<Acknowledged> before = bot.acknowledged();
    assertThat(SqliteJournal.verify(files.folders().journal(), List.of()).isWhole()).isTrue();
    bot = StoryProcess.start(files);
    for (Acknowledged each : before) {
      assertThat(each.receipt().recorded()).isTrue();
      assertThat(bot.send(each.line())).as("%s", each.line()).isEqualTo(each.receipt());
    }
  }

  private static void assertAllIsWell() throws IOException {
    assertThat(state("rabbitmq-server")).isEqualTo("active");
    assertThat(timers()).isEmpty();
  }

  private static JsonNode status(String unit) throws IOException {
    return files.lab().unit("status", unit);
  }

  private static String state(String unit) throws IOException {
    return status(unit).path("state").asText();
  }

  private static long restarts(String unit) throws IOException {
    return status(unit).path("restarts").asLong();
  }

  private static List<JsonNode> timers() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    files.lab().send(LabClient.request("timer.list")).path("timers").forEach(all::add);
    return all;
  }
}
