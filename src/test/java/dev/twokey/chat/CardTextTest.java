package dev.twokey.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.web.SampleCards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden files in src/test/resources/golden/text; look at a difference before you take it over. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CardTextTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/text");

  @ParameterizedTest
  @CsvSource({
    "disk-alarm, 100",
    "disk-alarm, 60",
    "approval, 100",
    "approved, 100",
    "refusal, 100",
    "drill, 100",
    "drill-report, 100",
    "healthy, 100",
    "cannot-tell, 100"
  })
  void a_card_reads_as_its_golden_file(String name, int width) throws IOException {
    assertGolden(name + "-" + width, CardText.render(card(name), width));
  }

  @Test
  void a_card_with_all_its_parts_reads_as_its_golden_file() throws IOException {
    assertGolden("disk-alarm-all", CardText.renderAll(card("disk-alarm"), 100));
    assertGolden("drill-report-all", CardText.renderAll(card("drill-report"), 100));
  }

  @Test
  void no_line_is_wider_than_asked_for() {
    for (int width : new int[] {40, 61, 80}) {
      assertThat(CardText.render(card("approval"), width).lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void nothing_that_a_terminal_would_obey_gets_through() {
    Card card =
        new Card(
            Optional.empty(),
            Tone.NEUTRAL,
            "title\u001b[2J",
            "verdict\r",
            "aside\u0007",
            List.of(Card.Field.of("la\u001bbel", "line\u202ereversed\u009b31m")),
            Optional.empty(),
            List.of(new Card.Detail.Text("heading\u001b", "text\u001b]0;x")),
            List.of(Button.of("id", "press\u001b", Button.Style.PLAIN)),
            "footer\u001b");
    assertThat(CardText.renderAll(card, 80))
        .doesNotContain("\u001b", "\r", "\u0007", "\u202e", "\u009b")
        .contains("title\ufffd[2J");
  }

  private static Card card(String name) {
    return switch (name) {
      case "disk-alarm" -> SampleCards.diskAlarm();
      case "approval" -> SampleCards.approval();
      case "approved" -> SampleCards.approved();
      case "refusal" -> SampleCards.refusal();
      case "drill" -> SampleCards.drill();
      case "drill-report" -> SampleCards.drillReport();
      case "healthy" -> SampleCards.healthy();
      case "cannot-tell" -> SampleCards.cannotTell();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
