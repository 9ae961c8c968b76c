package dev.twokey.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Conversation;
import dev.twokey.chatops.Families;
import dev.twokey.people.Account;
import dev.twokey.problem.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was ever stored is read for ever. For each type there is a file with events as they were
 * stored when the type was new, one a line. The files are never changed: a shape that can't read
 * them any more needs a new version and an up-cast. {@code -Dgolden.write=true} writes those that
 * are missing.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoredEventsTest {
  private static final Path FOLDER = Path.of("src/test/resources/events");
  private static final String END = ".jsonl";

  private static final Map<Class<?>, Object> GIVEN =
      Map.of(
          Conversation.class,
          new Conversation("console", "staging", Optional.empty()),
          Account.class,
          new Account("console", "ana"),
          StreamId.class,
          new StreamId("incident", "inc-142"));

  private static final EventCodec CODEC = Families.codec(new Redactor());
  private static final Map<String, Class<?>> SHAPES = shapes();

  private static Map<String, Class<?>> shapes() {
    Map<String, Class<?>> shapes = new TreeMap<>();
    for (EventFamily family : Families.events()) {
      shapes.putAll(family.types());
      family.retired().forEach(old -> shapes.put(old.type(), old.shape()));
    }
    return shapes;
  }

  static Stream<String> types() {
    return SHAPES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void what_was_stored_is_read_and_says_the_same_when_it_is_stored_anew(String type)
      throws IOException {
    Path file = FOLDER.resolve(type + END);
    if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
      write(type, file);
    }
    assertThat(file).as("a new type gets its samples with -Dgolden.write=true").exists();
    List<String> lines = Files.readAllLines(file);

    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      Event event = CODEC.read(type, line);
      EventCodec.Encoded again = CODEC.write(event);
      assertThat(CODEC.read(again.type(), again.payload())).isEqualTo(event);
    }
  }

  private static void write(String type, Path file) throws IOException {
    Samples samples = new Samples(GIVEN);
    Class<? extends Event> shape = requireNonNull(SHAPES.get(type)).asSubclass(Event.class);
    TreeSet<String> lines = new TreeSet<>();
    for (int variant = 0; variant < Samples.VARIANTS; variant += 5) {
      lines.add(CODEC.write(samples.of(shape, variant)).payload());
    }
    Files.createDirectories(FOLDER);
    Files.write(file, lines);
  }

  @Test
  void no_stored_type_was_forgotten() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(f -> f.getFileName().toString().replace(END, "")))
          .containsExactlyInAnyOrderElementsOf(SHAPES.keySet());
    }
  }
}
