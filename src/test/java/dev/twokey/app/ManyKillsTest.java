package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.app.StoryProcess.Acknowledged;
import dev.twokey.app.StoryProcess.Shown;
import dev.twokey.journal.Row;
import dev.twokey.journal.sql.SqliteJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many changes that two people turned their keys for, while the bot is killed with signal 9 again
 * and again: by the journal and by the supervisor's own counters each ran once at most, and none is
 * lost (I3, I4).
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ManyKillsTest {
  private static final Logger LOG = LoggerFactory.getLogger(ManyKillsTest.class);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int KILL_WITHIN_MS = 900;
  private static final List<String> WORKERS =
      List.of("worker-transcode", "worker-distribution", "worker-dmca", "worker-search");

  @TempDir private Path folder = Path.of("");
  private StoryFiles files;
  private StoryProcess bot;
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final Map<String, Integer> fates = new HashMap<>();
  private Random random = new Random(0);

  @BeforeEach
  void start() throws Exception {
    files = StoryFiles.in(folder);
    files.edit(files.folders().config().resolve("policy.yaml"), "cooldown: 1m, ", "");
    bot = StoryProcess.start(files);
  }

  @AfterEach
  void stop() throws Exception {
    bot.kill();
  }

  @Test
  void twenty_changes_run_once_at_most_though_the_bot_is_killed_five_times() throws Exception {
    changes(20, 5);
  }

  @Tag("long")
  @Test
  void two_hundred_changes_run_once_at_most_though_the_bot_is_killed_fifty_times()
      throws Exception {
    changes(200, 50);
  }

  private void changes(int changes, int kills) throws Exception {
    long seed = System.nanoTime();
    LOG.info("seed {}", seed);
    random = new Random(seed);
    int rounds = changes / WORKERS.size();
    List<String> operations = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      operations.addAll(round(kills * (round + 1) / rounds - kills * round / rounds));
    }
    bot.kill();

    Map<String, List<String>> steps = new LinkedHashMap<>();
    Map<String, Integer> ends = new HashMap<>();
    SqliteJournal.verify(files.folders().journal(), List.of(), row -> count(row, steps, ends));
    assertThat(operations).hasSize(changes).doesNotHaveDuplicates();
    for (String operation : operations) {
      assertThat(steps.getOrDefault(operation, List.of())).as(operation).doesNotHaveDuplicates();
      assertThat(ends.get(operation)).as("how often %s ended", operation).isEqualTo(1);
    }
    LOG.info("{} changes, {} kills: {}", changes, kills, fates);
  }

  private static void count(Row row, Map<String, List<String>> steps, Map<String, Integer> ends) {
    if (row.type().equals("operation.step_began.1")) {
      steps
          .computeIfAbsent(row.stream(), _ -> new ArrayList<>())
          .add(row.payload().orElseThrow().replaceAll("\"owner\".*", ""));
    } else if (row.type().equals("operation.ended.1")) {
      ends.merge(row.stream(), 1, Integer::sum);
    }
  }

  /** One change of each worker, with so many kills in between. */
  private List<String> round(int kills) throws Exception {
    List<Long> before = new ArrayList<>();
    List<String> operations = new ArrayList<>();
    for (String worker : WORKERS) {
      before.add(restarts(worker));
      operations.add(bot.type("ana", "prod", "/restart " + worker + " prod it is stuck"));
    }
    int early = kills > 0 && random.nextInt(3) == 0 ? 1 : 0;
    if (early == 1) {
      killSoon();
    }
    for (String operation : operations) {
      bot.await(operation, SOON, c -> c.verdict().equals("needs a second key"));
      assertThat(bot.press("ben", "prod", operation, "Approve").refusal()).isEmpty();
    }
    for (int i = early; i < kills; i++) {
      killSoon();
    }
    for (int i = 0; i < operations.size(); i++) {
      ended(operations.get(i), WORKERS.get(i), before.get(i));
    }
    return operations;
  }

  /** It ends, by itself or by the word of who looked; the target's own counter says the same. */
  private void ended(String operation, String worker, long before) throws Exception {
    Shown card =
        bot.await(operation, SOON, c -> c.verdict().equals("OUTCOME UNKNOWN") || isOver(c));
    long ran = restarts(worker) - before;
    assertThat(ran).as("how often %s ran, by %s", operation, worker).isBetween(0L, 1L);
    if (!isOver(card)) {
      fates.merge("settled by a person", 1, Integer::sum);
      String word = ran == 1 ? "Verified: it was done" : "It was not done";
      assertThat(bot.press("ana", "prod", operation, word).refusal()).isEmpty();
      card = bot.await(operation, SOON, ManyKillsTest::isOver);
    }
    assertThat(card.verdict().startsWith("DONE")).as(card.text()).isEqualTo(ran == 1);
    fates.merge(ran == 1 ? "ran" : "did not run", 1, Integer::sum);
  }

  private static boolean isOver(Shown card) {
    return card.verdict().startsWith("DONE") || card.verdict().startsWith("NOT DONE");
  }

  /** Kills it in a moment and starts it; what it acknowledged it acknowledges again alike. */
  private void killSoon() throws Exception {
    bot.pass(Duration.ofMillis(random.nextInt(KILL_WITHIN_MS)));
    bot.kill();
    acknowledged.addAll(bot.acknowledged());
    bot = StoryProcess.start(files);
    int from = Math.max(0, acknowledged.size() - 2 * WORKERS.size());
    for (Acknowledged each : List.copyOf(acknowledged.subList(from, acknowledged.size()))) {
      assertThat(bot.send(each.line())).as("%s", each.line()).isEqualTo(each.receipt());
    }
  }

  private long restarts(String unit) throws IOException {
    return files.lab().unit("status", unit).path("restarts").asLong();
  }
}
