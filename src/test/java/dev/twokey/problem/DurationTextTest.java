package dev.twokey.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "PT-1S, 0 s",
    "PT0S, 0 s",
    "PT0.041S, 41 ms",
    "PT1S, 1 s",
    "PT1.36S, 1.3 s",
    "PT9.05S, 9 s",
    "PT12.7S, 12 s",
    "PT119S, 119 s",
    "PT2M, 2 min",
    "PT3M5S, 3 min 5 s",
    "PT13M59S, 13 min",
    "PT119M, 119 min",
    "PT5H20M, 5 h 20 min",
    "PT6H, 6 h",
    "PT30H, 30 h",
    "PT72H, 3 d",
  })
  void says_no_more_digits_than_needed(Duration duration, String words) {
    assertThat(DurationText.of(duration)).isEqualTo(words);
  }
}
