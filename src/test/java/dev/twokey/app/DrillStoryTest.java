package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.gameday.Grading;
import dev.twokey.gameday.Report;
import dev.twokey.lab.LabClient;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.Phase;
import dev.twokey.operation.StepLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drill E in staging: a broker is really stopped, watched and started again (I5). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DrillStoryTest {
  private static final String BROKER = "rabbitmq-server";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration A_DRILL = Duration.ofSeconds(90);

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

  @TempDir static Path folder = Path.of("");
  private static StoryFiles files;
  private static StoryBot story;

  @BeforeAll
  static void start() throws Exception {
    files = StoryFiles.in(folder);
    files.edit(
        files.folders().config().resolve("inventory/staging.yaml"),
        "time_scale: 0.02",
        "time_scale: 0.2");
    // a drill that does not end with its detection: it waits whether the broker comes back by
    // itself
    files.edit(files.folders().runbooks().resolve("rabbitmq-down.md"), "## Later", WAITING);
    story = StoryBot.start(files);
  }

  @AfterAll
  static void stop() {
    story.close();
  }

  @AfterEach
  void nothing_is_left_broken() throws Exception {
    story.send("ana", "staging", "/release");
    story.send("ben", "staging", "/release");
    String state = status().path("state").asText();
    List<JsonNode> timers = timers();
    files.lab().heal();
    assertThat(state).isEqualTo("active");
    assertThat(timers).isEmpty();
  }

  @Test
  void without_a_drill_the_drills_are_listed_and_each_has_a_button() throws Exception {
    Card card = answer("/gameday staging");

    assertThat(card.title()).isEqualTo("Which drill?");
    assertThat(StoryBot.text(card))
        .contains("STAGING")
        .contains("E · rabbitmq_down.outage · The broker stops for three minutes");
    assertThat(card.buttons().stream().map(b -> b.label())).contains("/gameday staging E");
  }

  @Test
  void where_no_environment_is_named_staging_is_meant() throws Exception {
    String drill = story.type("ana", "staging", "/gameday E");

    Card card = story.await(drill, SOON, c -> c.environment().isPresent());
    assertThat(card.environment().get().name()).isEqualTo("staging");
    story.await(drill, SOON, c -> label(c, "Stop"));
    story.press("ana", "staging", drill, "Stop");
    story.await(drill, A_DRILL, DrillStoryTest::isOver);
    assertThat(answer("/gameday").environment().get().name()).isEqualTo("staging");
  }

  @Test
  void an_environment_that_is_not_in_the_inventory_refuses() throws Exception {
    Card card = answer("/gameday nosuch E");

    assertThat(card.verdict()).isEqualTo("REFUSED");
    assertThat(StoryBot.text(card)).contains("'nosuch' is no environment").contains("staging");
    assertThat(StoryBot.text(answer("/gameday E environment=nosuch")))
        .contains("'nosuch' is no environment.");
  }

  @Test
  void a_drill_runs_from_steady_state_to_steady_state_and_grades_the_runbook() throws Exception {
    long before = pid();

    String drill = story.type("ana", "staging", "/gameday staging E");
    Card card = story.await(drill, A_DRILL, DrillStoryTest::isOver);

    assertThat(card.verdict()).startsWith("PASSED");
    assertThat(card.tone()).isEqualTo(Tone.GOOD);
    assertThat(StoryBot.text(card)).contains("process down (right)").contains("timer taken away");
    assertThat(pid()).as("a new process of the broker").isNotEqualTo(before);
    Operation operation = operation(drill);
    Report report = Grading.of(operation);
    assertThat(report.grade()).isEqualTo(Report.Grade.PASSED);
    assertThat(report.firstCauses()).containsExactly("rabbitmq_down.process_down");
    assertThat(report.marks().stream().map(Report.Mark::name))
        .containsExactly("steady before", "inject", "detect", "diagnose", "undo", "steady");
    List<Instant> times = report.marks().stream().map(m -> m.at().orElseThrow()).toList();
    assertThat(times).isSorted();
    StepLog arm = operation.log(new Phase.Cursor(false, 1)).orElseThrow();
    StepLog inject = operation.log(new Phase.Cursor(false, 2)).orElseThrow();
    assertThat(arm.line()).isEqualTo("the timer is armed");
    assertThat(inject.began()).isAfterOrEqualTo(arm.ended().orElseThrow());
    assertThat(story.chat().cards(drill).stream().map(Card::verdict))
        .anyMatch(v -> v.startsWith("INJECTED"));
  }

  @Test
  void the_button_stops_a_drill_in_the_middle_of_the_inject() throws Exception {
    String drill = story.type("ana", "staging", "/gameday staging E");
    story.await(drill, A_DRILL, c -> label(c, "Stop and undo now"));

    assertThat(story.press("chi", "staging", drill, "Stop and undo now").refusal()).isEmpty();
    story.await(drill, SOON, c -> c.verdict().equals("STOPPING"));

    Card card = story.await(drill, A_DRILL, DrillStoryTest::isOver);
    assertThat(card.verdict()).isEqualTo("STOPPED");
    assertThat(StoryBot.text(card)).contains("Stopped by chi").contains("steady");
  }

  @Test
  void a_halt_stops_a_drill_while_the_broker_is_down() throws Exception {
    String drill = story.type("ana", "staging", "/gameday staging W");
    story.await(drill, A_DRILL, c -> StoryBot.text(c).contains("● wait for the recovery"));
    assertThat(status().path("state").asText()).isEqualTo("inactive");
    assertThat(timers()).hasSize(1);

    assertThat(story.send("chi", "staging", "/halt").refusal()).isEmpty();

    Card card = story.await(drill, A_DRILL, DrillStoryTest::isOver);
    assertThat(card.verdict()).isEqualTo("STOPPED");
    assertThat(StoryBot.text(card)).contains("was halted");
    Card refused =
        story.await(
            story.type("ana", "staging", "/gameday staging E"),
            SOON,
            c -> c.verdict().equals("REFUSED"));
    assertThat(StoryBot.text(refused)).contains("halted");
  }

  private static Card answer(String text) throws InterruptedException {
    return story.await(story.type("ana", "staging", text), SOON, _ -> true);
  }

  private static boolean isOver(Card card) {
    return label(card, "Run it again") || card.verdict().equals("REFUSED");
  }

  private static boolean label(Card card, String label) {
    return card.buttons().stream().anyMatch(b -> b.label().equals(label));
  }

  private static Operation operation(String marker) {
    String id = marker.substring(marker.indexOf('/') + 1);
    return (Operation) story.bot().board().state(OperationDecider.stream(id)).orElseThrow();
  }

  private static JsonNode status() throws IOException {
    return files.lab().unit("status", BROKER);
  }

  private static long pid() throws IOException {
    return status().path("pid").asLong();
  }

  private static List<JsonNode> timers() throws IOException {
    List<JsonNode> all = new java.util.ArrayList<>();
    files.lab().send(LabClient.request("timer.list")).path("timers").forEach(all::add);
    return all;
  }
}
