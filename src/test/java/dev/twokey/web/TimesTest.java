package dev.twokey.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.web.Times.Kind;
import dev.twokey.web.Times.Part;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimesTest {
  private static final Instant NEAR = Instant.parse("2026-11-22T23:50:00Z");

  @Test
  void a_full_time_is_found_and_shown_for_people() {
    assertThat(Times.parts("until 2026-11-23T14:32:00Z, then", NEAR))
        .containsExactly(
            text("until "),
            time("2026-11-23 14:32:00 UTC", "2026-11-23T14:32:00Z"),
            text(", then"));
  }

  @Test
  void a_time_of_day_is_the_nearest_one() {
    assertThat(Times.parts("00:10 UTC", NEAR)).contains(time("00:10 UTC", "2026-11-23T00:10:00Z"));
    assertThat(Times.parts("expires 23:55:30 UTC", NEAR))
        .contains(time("23:55:30 UTC", "2026-11-22T23:55:30Z"));
    assertThat(Times.parts("since 12:30 UTC", NEAR))
        .contains(time("12:30 UTC", "2026-11-22T12:30:00Z"));
    assertThat(Times.parts("since 23:30 UTC", Instant.parse("2026-11-22T01:00:00Z")))
        .contains(time("23:30 UTC", "2026-11-21T23:30:00Z"));
  }

  @Test
  void how_far_a_time_is_counts_from_that_time() {
    Instant until = Instant.parse("2026-11-22T23:55:30Z");
    assertThat(Times.parts("expires 23:55:30 UTC (in 13 min) · 1", NEAR))
        .containsExactly(
            text("expires "),
            time("23:55:30 UTC", "2026-11-22T23:55:30Z"),
            text(" ("),
            new Part("in 13 min", until, Kind.LEFT),
            text(") · 1"));
    assertThat(Times.parts("23:55:30 UTC (just now)", NEAR))
        .contains(new Part("just now", until, Kind.AGO));
    assertThat(Times.parts("23:55:30 UTC (1.5 s ago)", NEAR))
        .contains(new Part("1.5 s ago", until, Kind.AGO));
    assertThat(Times.parts("(in 13 min) (5 s ago)", NEAR))
        .containsExactly(text("(in 13 min) (5 s ago)"));
    assertThat(Times.parts("23:55:30 UTC (Ben)", NEAR))
        .containsExactly(time("23:55:30 UTC", "2026-11-22T23:55:30Z"), text(" (Ben)"));
  }

  private static Part text(String text) {
    return new Part(text, null, Kind.TEXT);
  }

  private static Part time(String text, String at) {
    return new Part(text, Instant.parse(at), Kind.TIME);
  }

  @Test
  void durations_and_nonsense_are_left_alone() {
    for (String text : new String[] {"02:19 left", "25:00 UTC", "2026-02-31T00:00:00Z", ""}) {
      assertThat(Times.parts(text, NEAR)).allSatisfy(p -> assertThat(p.at()).isNull());
      assertThat(Times.parts(text, NEAR).stream().map(Part::text).reduce("", String::concat))
          .isEqualTo(text);
    }
  }
}
