package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.lab.LabClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drill E in prod: three things must be there, and each that is not is named (I2, I8). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProdDrillTest {
  private static final Path PAYLOADS = Path.of("src", "test", "resources", "pgbackrest");
  private static final String DRILL = "/gameday prod E";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration A_DRILL = Duration.ofMinutes(2);

  @TempDir static Path folder = Path.of("");
  private static StoryFiles files;
  private static StoryBot story;
  private static long pid;

  @BeforeAll
  static void start() throws Exception {
    files = StoryFiles.in(folder);
    story = StoryBot.start(files);
    pid = broker().path("pid").asLong();
  }

  @AfterAll
  static void stop() {
    story.close();
  }

  @AfterEach
  void the_broker_runs_and_no_timer_is_left() throws Exception {
    files.backup(Duration.ofHours(2));
    assertThat(broker().path("state").asText()).isEqualTo("active");
    assertThat(files.lab().send(LabClient.request("timer.list")).path("timers")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stale.json, 'h old, of 2026'",
    "nobackup.json, The backups are not valid: status 2",
    "nostanza.json, no stanza is set up",
    "missing-stanza.json, The backups are not valid: status 1",
    "repo-unreadable.json, The backups are not valid: status 99"
  })
  void a_backup_that_does_not_serve_is_named(String payload, String named) throws Exception {
    Files.copy(PAYLOADS.resolve(payload), info(), StandardCopyOption.REPLACE_EXISTING);

    assertThat(StoryBot.text(refused(story))).contains(named).contains("Make a backup");
  }

  @Test
  void a_refusal_names_all_that_is_needed() throws Exception {
    files.backup(Duration.ofHours(25));

    Card card = refused(story);

    assertThat(StoryBot.text(card))
        .contains("The newest backup is 25 h old")
        .contains("at most 24 h")
        .contains("“KILL-PROD” typed")
        .contains("1 signature of the role approver by somebody else")
        .contains("Nothing was changed.");
  }

  @Test
  void a_report_of_backups_that_can_not_be_read_is_named() throws Exception {
    Files.delete(info());
    assertThat(StoryBot.text(refused(story))).contains("The backups can't be read: ");

    Files.writeString(info(), "[{\"name\": ");
    assertThat(StoryBot.text(refused(story))).contains("The backups can't be read: ");
  }

  @Test
  void where_nobody_else_could_sign_it_is_refused_at_once(@TempDir Path other) throws Exception {
    StoryFiles alone = StoryFiles.in(other);
    alone
        .edit(
            alone.folders().config().resolve("people.yaml"), "[responder, approver]", "[responder]")
        .edit(
            alone.folders().config().resolve("people.yaml"),
            "{name: Ana, roles: [responder]",
            "{name: Ana, roles: [responder, approver]")
        .edit(
            alone.folders().config().resolve("people.yaml"),
            "{name: Chi, roles: [approver]",
            "{name: Chi, roles: [responder]")
        .backup(Duration.ofHours(25));
    try (StoryBot bot = StoryBot.start(alone)) {
      assertThat(StoryBot.text(refused(bot)))
          .contains("No second person: 1 of role 'approver' must sign")
          .contains("The newest backup is 25 h old")
          .contains("“KILL-PROD” typed");
    }
  }

  @Test
  void without_the_phrase_nothing_starts_and_with_all_three_it_runs() throws Exception {
    String drill = story.type("ana", "prod", DRILL);
    Card asked = story.await(drill, SOON, c -> c.verdict().endsWith("must confirm"));
    Button.Dialog dialog = asked.buttons().getFirst().dialog().orElseThrow();
    assertThat(dialog.text()).contains("Type KILL-PROD");
    assertThat(StoryBot.text(asked)).contains("newest backup 1");

    assertThat(refusal(story.press("ana", "prod", drill, "Confirm")))
        .isEqualTo("'KILL-PROD' was not typed.");
    for (String wrong : new String[] {"kill-prod", "KILL PROD", "KILL-PROD!"}) {
      assertThat(refusal(typed("ana", drill, wrong)))
          .isEqualTo("What was typed is not 'KILL-PROD'.");
    }
    assertThat(refusal(typed("ben", drill, "KILL-PROD"))).startsWith("Only ana");
    assertThat(typed("ana", drill, "KILL-PROD").refusal()).isEmpty();

    Card asks = story.await(drill, SOON, c -> c.verdict().equals("needs a second key"));
    assertThat(StoryBot.text(asks)).contains("May sign").contains("Ben").contains("not Ana");
    assertThat(refusal(story.press("ana", "prod", drill, "Approve")))
        .contains("you can't be its second key");
    assertThat(broker().path("pid").asLong()).as("nothing has happened yet").isEqualTo(pid);

    assertThat(story.press("ben", "prod", drill, "Approve").refusal()).isEmpty();

    Card report =
        story.await(
            drill,
            A_DRILL,
            c -> c.buttons().stream().anyMatch(b -> b.label().equals("Run it again")));
    assertThat(report.verdict()).startsWith("PASSED");
    assertThat(StoryBot.text(report)).startsWith("PROD").contains("Ben");
    assertThat(broker().path("pid").asLong()).isNotEqualTo(pid);
  }

  private static dev.twokey.chat.Intake.Receipt typed(String person, String drill, String phrase) {
    return story.press(person, "prod", drill, "Confirm", Map.of("phrase", phrase));
  }

  private static String refusal(dev.twokey.chat.Intake.Receipt receipt) {
    return receipt.refusal().orElseThrow().what();
  }

  private static Card refused(StoryBot bot) throws InterruptedException {
    return bot.await(bot.type("ana", "prod", DRILL), SOON, c -> c.verdict().equals("REFUSED"));
  }

  private static Path info() {
    return files.lab().directory().resolve("pgbackrest-info.json");
  }

  private static JsonNode broker() throws IOException {
    return files.lab().unit("status", "rabbitmq-server");
  }
}
