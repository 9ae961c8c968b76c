package dev.twokey.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NearestTest {
  private static final List<String> KNOWN =
      List.of("help", "prod", "staging", "rabbitmq", "worker-transcode", "worker-dmca", "E");

  @ParameterizedTest
  @CsvSource({
    "rabitmq, rabbitmq",
    "rabbbitmq, rabbitmq",
    "RABBITNQ, rabbitmq",
    "hlep, help",
    "prdo, prod",
    "pod, prod",
    "stagign, staging",
    "worker_transcode, worker-transcode",
    "e, E"
  })
  void a_slip_of_the_fingers_is_understood(String typed, String meant) {
    assertThat(Nearest.to(typed, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"x", "qa", "production", "kafka", "''"})
  void another_word_is_not_taken_for_a_slip(String typed) {
    assertThat(Nearest.to(typed, KNOWN)).isEmpty();
  }

  @Test
  void the_nearest_wins_and_then_the_alphabet() {
    assertThat(Nearest.to("api-3", List.of("api-2", "api-1", "app-31"))).contains("api-1");
    assertThat(Nearest.to("worker-dcma", KNOWN)).contains("worker-dmca");
  }

  @Test
  void nothing_is_near_where_nothing_is_known() {
    assertThat(Nearest.to("x", List.of())).isEmpty();
    assertThat(Nearest.advice("x", List.of())).isEqualTo("There is none yet.");
  }

  @Test
  void a_very_long_word_is_not_compared() {
    assertThat(Nearest.to("x".repeat(100_000), List.of("x".repeat(99_999)))).isEmpty();
  }

  @Test
  void the_advice_names_what_holds_the_word_else_what_is_known() {
    assertThat(Nearest.advice("worker", KNOWN))
        .isEqualTo("Did you mean worker-dmca, worker-transcode?");
    assertThat(Nearest.advice("kafka", List.of("b", "a"))).isEqualTo("Known: a, b.");
    List<String> many = java.util.stream.IntStream.range(10, 40).mapToObj(i -> "n" + i).toList();
    assertThat(Nearest.advice("kafka", many)).endsWith("n21 and 18 more.");
  }
}
