package dev.twokey.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.condition.Truth;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** How a step's effect is judged where no runbook says it: what was not read is never a yes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExpectationTest {
  private static final Instant BEGAN = Instant.parse("2026-11-22T14:00:00Z");
  private static final ProbeCall CALL =
      new ProbeCall("host.service", "prod", Optional.empty(), Map.of(), Duration.ofSeconds(1));

  private static Truth judge(
      String field, Expectation.Test test, String value, Map<String, Object> read) {
    return new Expectation(CALL, field, test, value, "says")
        .judge(new Reading.Observed(BEGAN, read), BEGAN);
  }

  private static Truth equal(String field, Map<String, Object> read) {
    return judge(field, Expectation.Test.EQUALS, "active", read);
  }

  private static Truth since(Object at) {
    return judge("since", Expectation.Test.SINCE_STEP, "", Map.of("since", at));
  }

  private static Truth atLeast(Object number) {
    return judge("count", Expectation.Test.AT_LEAST, "2", Map.of("count", number));
  }

  @Test
  void a_text_is_the_wanted_one_or_not() {
    assertThat(equal("state", Map.of("state", "active"))).isEqualTo(Truth.of(true));
    assertThat(equal("state", Map.of("state", "failed"))).isEqualTo(Truth.of(false));
  }

  @Test
  void a_number_is_not_smaller_than_wanted() {
    assertThat(atLeast(2L)).isEqualTo(Truth.of(true));
    assertThat(atLeast(2.5)).isEqualTo(Truth.of(true));
    assertThat(atLeast(1L)).isEqualTo(Truth.of(false));
    assertThat(atLeast("2")).as("a text is no number").isEqualTo(Truth.of(false));
  }

  @Test
  void a_time_is_not_before_the_step_began() {
    assertThat(since(BEGAN)).isEqualTo(Truth.of(true));
    assertThat(since(BEGAN.plusSeconds(1))).isEqualTo(Truth.of(true));
    assertThat(since(BEGAN.minusNanos(1))).isEqualTo(Truth.of(false));
    assertThat(since(BEGAN.toString())).as("a text is no time").isEqualTo(Truth.of(false));
  }

  @Test
  void what_was_not_read_is_unknown_and_says_what() {
    assertThat(equal("state", Map.of())).isEqualTo(Truth.unknown("state was not read"));
    assertThat(equal("units.state", Map.of())).isEqualTo(Truth.unknown("units was not read"));
    Problem why = new Problem(ErrorCode.PROBE_FAILED, "the host is silent", "Look.");
    assertThat(
            new Expectation(CALL, "state", Expectation.Test.EQUALS, "active", "says")
                .judge(new Reading.Unreadable(BEGAN, why), BEGAN))
        .isEqualTo(Truth.unknown("the host is silent"));
  }

  @Test
  void of_a_list_each_item_must_meet_it_and_none_is_none() {
    Map<String, Object> runs = Map.of("state", "active");
    Map<String, Object> failed = Map.of("state", "failed");
    assertThat(equal("units.state", Map.of("units", List.of(runs, runs))))
        .isEqualTo(Truth.of(true));
    assertThat(equal("units.state", Map.of("units", List.of(runs, failed))))
        .isEqualTo(Truth.of(false));
    assertThat(equal("units.state", Map.of("units", List.of()))).isEqualTo(Truth.of(false));
    assertThat(equal("units.state", Map.of("units", List.of(runs, Map.of()))))
        .isEqualTo(Truth.unknown("state was not read"));
    assertThat(equal("units.state", Map.of("units", List.of(failed, Map.of()))))
        .isEqualTo(Truth.of(false));
    assertThat(equal("units.state", Map.of("units", List.of("active"))))
        .isEqualTo(Truth.unknown("units.state"));
  }

  @Test
  void a_dot_at_the_beginning_is_no_list() {
    assertThat(equal(".state", Map.of("", List.of(Map.of("state", "active")))))
        .isEqualTo(Truth.of(true));
  }
}
