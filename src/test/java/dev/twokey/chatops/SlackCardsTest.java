package dev.twokey.chatops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twokey.chat.Button;
import dev.twokey.chat.Button.Style;
import dev.twokey.chat.Card;
import dev.twokey.chat.Card.Detail;
import dev.twokey.chat.Card.EnvironmentTag;
import dev.twokey.chat.Card.Field;
import dev.twokey.chat.Card.Progress;
import dev.twokey.chat.Card.Step;
import dev.twokey.chat.Card.StepState;
import dev.twokey.chat.Tone;
import dev.twokey.chat.slack.SlackCards;
import dev.twokey.chat.slack.SlackMessage;
import dev.twokey.testkit.slack.SlackSays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cards as Slack's blocks: every state of every card is taken by Slack's rules; those that people
 * meet most have golden files, as do the ones that are too long for a message.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SlackCardsTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/slack");
  private static final boolean WRITE = Boolean.getBoolean("golden.write");
  private static final Map<String, Card> SCENES = scenes();

  private static Map<String, Card> scenes() {
    Map<String, Card> cards = new TreeMap<>();
    cards.putAll(OperationScenes.all());
    cards.putAll(DrillScenes.all());
    cards.putAll(DiagnosisScenes.all());
    cards.putAll(OtherScenes.all());
    cards.putAll(ChecklistScenes.all());
    cards.put("slack-long-causes", longCauses());
    cards.put("slack-400-checks", manyChecks());
    cards.put("slack-60-buttons", manyButtons());
    cards.put("slack-hostile", hostile());
    return cards;
  }

  static Stream<String> names() {
    return SCENES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void slack_takes_every_state_of_every_card(String name) {
    Card card = java.util.Objects.requireNonNull(SCENES.get(name));
    SlackMessage message = SlackCards.render(card);
    assertThat(SlackSays.ofBlocks(message.blocks())).isEmpty();
    assertThat(SlackSays.lengthOf(message.blocks()))
        .isLessThanOrEqualTo(SlackCards.TEXT_MAX + 1_500);
    String read = SlackSays.read(message.blocks());
    assertThat(read.lines().findFirst().orElse("")).contains(card.verdict());
    card.environment()
        .ifPresent(e ->
            assertThat(read)
                .matches("(?s):[a-z_]+: " + e.name().toUpperCase(java.util.Locale.ROOT) + " · .*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diagnosis-disk-alarm",
        "diagnosis-checking",
        "operation-approving",
        "operation-running-behind-broken-glass",
        "operation-succeeded",
        "operation-refused",
        "drill-injected",
        "answer-help",
        "slack-long-causes",
        "slack-400-checks",
        "slack-60-buttons",
        "slack-hostile"
      })
  void a_card_looks_as_it_should(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".json");
    String text = json(SlackCards.render(java.util.Objects.requireNonNull(SCENES.get(name))));
    if (WRITE) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  @Test
  void a_log_of_two_megabytes_goes_whole_into_a_file_and_the_story_stays() {
    String log = "2026-01-01 12:00:00 ERROR connection refused by peer\n".repeat(40_000);
    SlackMessage message =
        SlackCards.render(
            card(
                "DISK ALARM",
                List.of(Field.of("free", "104 MB")),
                List.of(new Detail.Text("Log of rabbit@mq1", log)),
                List.of(Button.of("b", "Grow the disk", Style.PRIMARY))));
    String read = SlackSays.read(message.blocks());
    assertThat(read)
        .contains("PROD", "DISK ALARM", "104 MB", "Grow the disk", "Log of rabbit@mq1")
        .contains("in the file below")
        .hasSizeLessThan(1_000);
    assertThat(message.files()).hasSize(1);
    assertThat(message.files().getFirst().text().length()).isGreaterThan(log.length());
  }

  @Test
  void while_steps_run_there_is_no_file_yet_and_the_card_says_so() {
    Card running =
        new Card(
            Optional.of(new EnvironmentTag("prod", "red")),
            Tone.NEUTRAL,
            "restart",
            "RUNNING",
            "",
            List.of(),
            Optional.of(new Progress(List.of(new Step("stop", StepState.RUNNING, "")), "")),
            List.of(new Detail.Text("Plan", "line\n".repeat(100))),
            List.of(),
            "");
    SlackMessage message = SlackCards.render(running);
    assertThat(message.files()).isEmpty();
    assertThat(SlackSays.read(message.blocks())).contains("Plan: in a file, when this has come");
  }

  @Test
  void a_picture_is_told_in_words_and_attached() {
    SlackMessage message =
        SlackCards.render(
            card(
                "PASSED",
                List.of(),
                List.of(new Detail.Image("Depth", "it fell to 0", "<svg/>")),
                List.of()));
    assertThat(SlackSays.read(message.blocks())).contains("Depth", "it fell to 0");
    assertThat(message.files()).containsExactly(new SlackMessage.Attached("Depth.svg", "<svg/>"));
  }

  private static Card longCauses() {
    List<Field> fields =
        IntStream.range(0, 60)
            .mapToObj(
                i -> Field.of("Cause " + i, ("the worker " + i + " holds a lock ").repeat(40)))
            .toList();
    return card(
        "5 CAUSES HOLD", fields, List.of(), List.of(Button.of("b", "Check again", Style.PLAIN)));
  }

  private static Card manyChecks() {
    List<List<String>> rows =
        IntStream.range(0, 400)
            .mapToObj(i -> List.of("check_" + i, i % 7 == 0 ? "bad" : "ok", i + " ms"))
            .toList();
    return card(
        "CAN'T TELL",
        List.of(
            Field.of(
                "Ruled out",
                IntStream.range(0, 400).mapToObj(i -> "cause " + i).toArray(String[]::new))),
        List.of(new Detail.Table("Evidence", List.of("check", "verdict", "took"), rows)),
        List.of());
  }

  private static Card manyButtons() {
    return card(
        "WHICH ONE?",
        List.of(Field.of("", "There are sixty.")),
        List.of(),
        IntStream.range(0, 60)
            .mapToObj(i -> Button.of("r//restart worker-" + i, "/restart worker-" + i, Style.PLAIN))
            .toList());
  }

  private static Card hostile() {
    return card(
        "*FINE* <!channel>",
        List.of(
            Field.of(
                "<@U01>",
                "`code` _it_ ~no~ <https://evil.example|click> &amp; @everyone\u0007\u202e",
                "")),
        List.of(new Detail.Text("```", "``` <!here>")),
        List.of(Button.of("b", "<!channel> *Press*", Style.DANGER)));
  }

  private static Card card(
      String verdict, List<Field> fields, List<Detail> details, List<Button> buttons) {
    return new Card(
        Optional.of(new EnvironmentTag("prod", "red")),
        Tone.BAD,
        "rabbitmq",
        verdict,
        "",
        fields,
        Optional.empty(),
        details,
        buttons,
        "record #1");
  }

  /** The message, and of its files the beginning. */
  private static String json(SlackMessage message) throws JsonProcessingException {
    StringBuilder text = new StringBuilder(message.text()).append("\n\n");
    text.append(SlackSays.read(message.blocks()).strip()).append("\n\n");
    message
        .files()
        .forEach(f ->
            text.append(f.name()).append(": ").append(f.text().length()).append(" characters\n"));
    return text
        + new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(message.blocks())
        + "\n";
  }
}
