package dev.twokey.gameday;

import static dev.twokey.gameday.DrillRun.OTHER;
import static dev.twokey.gameday.DrillRun.T0;
import static dev.twokey.gameday.DrillRun.TRUTH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Outcome;
import dev.twokey.operation.Ending;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GradingTest {
  private static Optional<Instant> mark(Report report, String name) {
    return report.marks().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow()
        .at();
  }

  private static Outcome failing(boolean refused) {
    Problem why = new Problem(ErrorCode.SYSTEM_REFUSED, "The host says no.", "");
    return refused ? new Outcome.Refused(why) : new Outcome.Failed(why);
  }

  @Test
  void a_drill_that_goes_as_expected_passes_with_all_marks() {
    Report report = DrillRun.passed().report();

    assertThat(report.grade()).isEqualTo(Report.Grade.PASSED);
    assertThat(report.findings()).isEmpty();
    assertThat(report.rightCauseFirst()).isTrue();
    assertThat(report.firstCauses()).containsExactly(TRUTH);
    assertThat(report.detectedAfter()).contains(Duration.ofSeconds(4));
    assertThat(report.recoveredAfter()).contains(Duration.ofSeconds(31));
    assertThat(report.marks())
        .extracting(Report.Mark::name)
        .containsExactly("steady before", "inject", "detect", "diagnose", "undo", "steady");
    assertThat(report.marks()).allMatch(m -> m.at().isPresent());
    assertThat(mark(report, "inject")).contains(T0.plusSeconds(4));
    assertThat(mark(report, "undo")).contains(T0.plusSeconds(16));
  }

  @Test
  void a_drill_that_is_not_over_has_no_grade_yet() {
    assertThat(DrillRun.armed().report().grade()).isEqualTo(Report.Grade.RUNNING);
    assertThat(DrillRun.detected().report().grade()).isEqualTo(Report.Grade.RUNNING);
    assertThat(DrillRun.detected().detect(1).undo(1, 1).report().grade())
        .isEqualTo(Report.Grade.RUNNING);
  }

  @Test
  void a_slow_detection_is_a_finding() {
    Report report =
        DrillRun.armed()
            .act(DrillDraft.INJECT, 1, false)
            .named(75, TRUTH)
            .detect(0)
            .undo(1, 10)
            .disarm()
            .end(Ending.SUCCEEDED)
            .report();

    assertThat(report.grade()).isEqualTo(Report.Grade.DEVIATED);
    assertThat(report.findings()).containsExactly("Detection took 75 s, expected at most 60 s.");
  }

  @Test
  void a_fault_that_is_never_detected_is_a_finding() {
    Report report =
        DrillRun.armed()
            .act(DrillDraft.INJECT, 1, false)
            .notDetected(60)
            .undo(1, 10)
            .disarm()
            .end(Ending.SUCCEEDED)
            .report();

    assertThat(report.grade()).isEqualTo(Report.Grade.DEVIATED);
    assertThat(report.findings()).containsExactly("The fault was not detected within 60 s.");
    assertThat(mark(report, "detect")).isEmpty();
  }

  @Test
  void another_cause_named_first_is_a_finding_even_if_the_truth_follows() {
    Report report =
        DrillRun.armed()
            .act(DrillDraft.INJECT, 1, false)
            .named(4, OTHER)
            .named(5, TRUTH)
            .detect(0)
            .undo(1, 10)
            .disarm()
            .end(Ending.SUCCEEDED)
            .report();

    assertThat(report.grade()).isEqualTo(Report.Grade.DEVIATED);
    assertThat(report.rightCauseFirst()).isFalse();
    assertThat(report.findings())
        .containsExactly(
            "The first cause named was recent_change; the truth, process_down, was named 9 s after"
                + " the inject.");
    assertThat(mark(report, "diagnose")).contains(T0.plusSeconds(13));
  }

  @Test
  void two_causes_of_one_reading_are_both_first() {
    Report report =
        DrillRun.armed().act(DrillDraft.INJECT, 1, false).named(4, OTHER, TRUTH).report();

    assertThat(report.firstCauses()).containsExactly(TRUTH, OTHER);
    assertThat(report.rightCauseFirst()).isTrue();
  }

  @Test
  void a_cause_that_held_before_the_inject_does_not_detect_it() {
    Report report =
        DrillRun.armed().named(0, TRUTH).act(DrillDraft.INJECT, 1, false).named(4, OTHER).report();

    assertThat(report.firstCauses()).containsExactly(OTHER);
    assertThat(report.detectedAfter()).contains(Duration.ofSeconds(4));
    assertThat(mark(report, "diagnose")).isEmpty();
  }

  @Test
  void a_slow_recovery_is_a_finding() {
    Report report =
        DrillRun.detected().detect(6).undo(2, 200).disarm().end(Ending.SUCCEEDED).report();

    assertThat(report.findings())
        .containsExactly("Recovery took 3 min 20 s, expected at most 3 min.");
  }

  @Test
  void an_undo_that_had_to_be_tried_again_is_a_finding_and_recovery_counts_from_its_first_try() {
    Report report =
        DrillRun.detected()
            .detect(6)
            .undoFails(1)
            .with(5)
            .undo(2, 10)
            .disarm()
            .end(Ending.SUCCEEDED)
            .report();

    assertThat(report.grade()).isEqualTo(Report.Grade.DEVIATED);
    assertThat(report.recoveredAfter()).contains(Duration.ofSeconds(18));
    assertThat(report.findings()).containsExactly("'undo rabbitmq-server' was needed 2 times.");
  }

  @Test
  void a_drill_that_was_stopped_is_aborted_and_blames_nobody_for_what_was_not_waited_for() {
    Report report =
        DrillRun.armed()
            .act(DrillDraft.INJECT, 1, false)
            .aborted(3)
            .undo(2, 10)
            .disarm()
            .end(Ending.ABORTED)
            .report();

    assertThat(report.grade()).isEqualTo(Report.Grade.ABORTED);
    assertThat(report.findings()).isEmpty();
    assertThat(report.recoveredAfter()).contains(Duration.ofSeconds(10));
  }

  @Test
  void a_drill_without_its_steady_state_is_aborted_without_an_inject() {
    Report report =
        DrillRun.asked()
            .authorised()
            .look(DrillDraft.STEADY, 120, false)
            .end(Ending.FAILED, DrillRun.problem("'steady state before' was not verified in time"))
            .report();

    assertThat(report.grade()).isEqualTo(Report.Grade.ABORTED);
    assertThat(mark(report, "inject")).isEmpty();
    assertThat(mark(report, "steady before")).isEmpty();
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void an_inject_of_unknown_outcome_has_no_mark_and_proves_nothing() {
    Report report = DrillRun.injectUnknown().report();

    assertThat(report.grade()).isEqualTo(Report.Grade.ABORTED);
    assertThat(mark(report, "inject")).isEmpty();
    assertThat(mark(report, "undo")).isPresent();
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void an_inject_that_was_refused_or_failed_is_no_inject() {
    for (boolean refused : new boolean[] {true, false}) {
      Report report =
          DrillRun.armed()
              .act(DrillDraft.INJECT, 1, failing(refused), true)
              .undoBegins(Ending.FAILED, DrillRun.problem("The host says no."))
              .undo(1, 5)
              .disarm()
              .end(Ending.FAILED)
              .report();

      assertThat(report.grade()).isEqualTo(Report.Grade.ABORTED);
      assertThat(mark(report, "inject")).isEmpty();
      assertThat(report.findings()).isEmpty();
    }
  }
}
