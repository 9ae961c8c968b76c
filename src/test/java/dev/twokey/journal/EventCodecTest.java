package dev.twokey.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Redactor;
import dev.twokey.problem.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventCodecTest {
  private final Redactor redactor = new Redactor();
  private final EventCodec codec = new EventCodec(List.of(Sample.FAMILY), redactor);

  @Test
  void the_text_is_the_same_in_every_process() {
    Sample.Filled event =
        new Sample.Filled(
            Instant.parse("2025-03-01T10:00:00.000001Z"),
            Duration.ofMillis(1_500),
            Optional.empty(),
            List.of(new Sample.Thing("one", Optional.of(Instant.EPOCH))),
            Map.of("zebra", 1, "ant", 2, "mole", 3),
            Set.of("c", "a", "d", "b"),
            Sample.Colour.GREEN,
            true,
            0.5,
            new Sample.Square(2, List.of(new Sample.Circle(1))));

    EventCodec.Encoded text = codec.write(event);

    assertThat(text.type()).isEqualTo("sample.filled.1");
    assertThat(text.payload())
        .isEqualTo(
            """
            {"when":"2025-03-01T10:00:00.000001Z","howLong":"PT1.5S","reason":null,\
            "things":[{"id":"one","since":"1970-01-01T00:00:00Z"}],\
            "counts":{"ant":2,"mole":3,"zebra":1},"tags":["a","b","c","d"],\
            "colour":"GREEN","flag":true,"share":0.5,\
            "shape":{"kind":"square","side":2,"inside":[{"kind":"circle","radius":1}]}}\
            """);
    assertThat(codec.read(text.type(), text.payload())).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"a\",\"more\":1}",
        "{}",
        "{\"text\":null}",
        "{\"text\":\"a\",\"text\":\"b\"}",
        "{\"text\":\"a\"} {}",
        "{\"text\":\"a\"",
        "null",
        "",
        "[]"
      })
  void a_text_of_another_shape_is_refused(String payload) {
    assertThatThrownBy(() -> codec.read("sample.noted.1", payload))
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.EVENT_UNREADABLE));
  }

  @Test
  void a_number_that_is_missing_or_no_number_is_refused() {
    assertThatThrownBy(() -> codec.read("sample.counted.1", "{}"))
        .isInstanceOf(JournalException.class);
    assertThatThrownBy(() -> codec.read("sample.counted.1", "{\"number\":\"1\"}"))
        .isInstanceOf(JournalException.class);
  }

  @Test
  void an_unknown_type_is_refused_by_its_name() {
    assertThatThrownBy(() -> codec.read("sample.noted.2", "{}"))
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.EVENT_UNKNOWN))
        .hasMessageContaining("sample.noted.2");
    assertThatThrownBy(() -> codec.write(new Erased("sample.noted.1")))
        .isInstanceOf(JournalException.class);
  }

  @Test
  void I7_an_event_with_a_known_secret_is_refused_however_it_is_escaped() {
    redactor.learn(new Secret("plain-secret"));
    redactor.learn(new Secret("quo\"ted\\sec\nret"));
    redactor.learn(new Secret("clé-secrète-ü"));

    for (String secret : List.of("plain-secret", "quo\"ted\\sec\nret", "clé-secrète-ü")) {
      assertThatThrownBy(() -> codec.write(new Sample.Noted("it is " + secret + "!")))
          .isInstanceOfSatisfying(
              JournalException.class,
              e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.SECRET_IN_EVENT))
          .hasMessageNotContaining(secret);
      assertThatThrownBy(() -> codec.write(new Sample.Noted("\ud800 " + secret)))
          .isInstanceOf(JournalException.class);
    }
    assertThat(codec.write(new Sample.Noted("it is harmless \"\\")).payload()).isNotEmpty();
  }

  @Test
  void text_that_is_not_unicode_survives_the_way_through_bytes() {
    Sample.Noted event = new Sample.Noted("half a rabbit \ud83d and an ü");

    String payload = codec.write(event).payload();

    byte[] stored = payload.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(stored, StandardCharsets.UTF_8)).isEqualTo(payload);
    assertThat(codec.read("sample.noted.1", payload)).isEqualTo(event);
  }

  @Test
  void a_text_over_the_limit_is_refused() {
    String tooLong = "x".repeat(EventCodec.PAYLOAD_CHARACTERS_MAX);

    assertThatThrownBy(() -> codec.write(new Sample.Noted(tooLong)))
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }

  @Test
  void type_names_have_family_and_version_and_are_given_once() {
    for (String bad : List.of("sample.noted", "noted.1", "other.noted.1", "sample.Noted.1")) {
      assertThatThrownBy(() ->
              new EventCodec(
                  List.of(new EventFamily("sample", Map.of(bad, Sample.Noted.class))), redactor))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(bad);
    }
    assertThatThrownBy(() -> new EventCodec(List.of(Sample.FAMILY, Sample.FAMILY), redactor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }
}
