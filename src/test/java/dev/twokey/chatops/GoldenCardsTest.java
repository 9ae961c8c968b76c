package dev.twokey.chatops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.chat.CardText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state of every card, as people see it. Run with {@code -Dgolden.write=true} to write the
 * files anew, then read the difference as somebody who was woken up.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoldenCardsTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/cards");
  private static final boolean WRITE = Boolean.getBoolean("golden.write");
  private static final int WIDTH = 100;
  private static final Map<String, Card> CARDS = cards();

  private static Map<String, Card> cards() {
    Map<String, Card> cards = new TreeMap<>();
    cards.putAll(OperationScenes.all());
    cards.putAll(DrillScenes.all());
    cards.putAll(DiagnosisScenes.all());
    cards.putAll(OtherScenes.all());
    cards.putAll(ChecklistScenes.all());
    return cards;
  }

  static Stream<String> names() {
    return CARDS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_card_looks_as_it_should(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".txt");
    String text = text(java.util.Objects.requireNonNull(CARDS.get(name)));
    if (WRITE) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  @Test
  void each_file_belongs_to_a_card() throws IOException {
    TreeSet<String> files = new TreeSet<>();
    try (Stream<Path> all = Files.list(FOLDER)) {
      all.forEach(f -> files.add(f.getFileName().toString().replace(".txt", "")));
    }
    assertThat(files).isEqualTo(new TreeSet<>(CARDS.keySet()));
  }

  /** The card, and under it what the buttons mean and ask. */
  private static String text(Card card) {
    StringBuilder text = new StringBuilder("[" + card.tone() + "]\n");
    text.append(CardText.renderAll(card, WIDTH));
    card.buttons().forEach(b -> button(b, text));
    return text.toString();
  }

  private static void button(Button button, StringBuilder text) {
    Press press = Buttons.decode(button.id()).orElseThrow();
    text.append("\n").append(button.style()).append(" [").append(button.label()).append("] ");
    text.append(press.getClass().getSimpleName()).append(" (").append(press.word()).append(")\n");
    button
        .dialog()
        .ifPresent(d -> {
          text.append("  ").append(d.title()).append('\n');
          text.append("  ").append(d.text()).append('\n');
          d.inputs()
              .forEach(i ->
                  text.append("  ")
                      .append(i.label())
                      .append(i.required() ? ": ____ (required)\n" : ": ____\n"));
          text.append("  [").append(d.confirm()).append("]\n");
        });
  }
}
