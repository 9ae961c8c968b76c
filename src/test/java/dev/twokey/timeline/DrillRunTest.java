package dev.twokey.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.gameday.Report;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Phase;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Drills stand in the record with their marks and the truth. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DrillRunTest {
  private final Tale tale = new Tale().opened("rehearsal");

  @Test
  void a_drill_has_its_grade_its_marks_and_the_truth() {
    DrillRun run = DrillTale.passes(tale, "op-1").timeline().drills().getFirst();

    assertThat(run.report().grade()).isEqualTo(Report.Grade.PASSED);
    assertThat(run.truth().cause()).isEqualTo("rabbitmq_down.process_down");
    assertThat(run.report().detectedAfter()).contains(Duration.ofSeconds(4));
    assertThat(run.report().recoveredAfter()).contains(Duration.ofSeconds(31));
    assertThat(run.report().marks())
        .extracting(m -> m.name() + " " + m.at().map(Instant::toString).orElse("-"))
        .containsExactly(
            "steady before 2025-03-01T14:00:00Z",
            "inject 2025-03-01T14:00:03Z",
            "detect 2025-03-01T14:00:07Z",
            "diagnose 2025-03-01T14:00:07Z",
            "undo 2025-03-01T14:00:10Z",
            "steady 2025-03-01T14:00:41Z");
  }

  @Test
  void all_rows_of_a_drill_are_marked_and_others_are_not() {
    DrillTale.passes(tale, "op-1").restarts("op-2");
    assertThat(tale.timeline().entries())
        .allSatisfy(e -> assertThat(e.drill()).isEqualTo(e.stream().equals("operation/op-1")));
    assertThat(tale.timeline().drills()).hasSize(1);
  }

  @Test
  void a_drill_that_was_refused_is_no_run() {
    tale.asks("op-1", Tale.ANA, DrillTale.draft(), Optional.of(Tale.INCIDENT))
        .planned("op-1", DrillTale.draft())
        .ended("op-1", Ending.REFUSED);
    assertThat(tale.timeline().drills()).isEmpty();
    assertThat(tale.timeline().signings()).hasSize(1);
  }

  @Test
  void a_cause_has_one_row_when_it_is_named_first() {
    DrillTale.passes(tale, "op-1");
    assertThat(tale.timeline().entries())
        .filteredOn(e -> e.kind() == Kind.CAUSE)
        .singleElement()
        .satisfies(
            e -> assertThat(e.what()).endsWith("the runbook names rabbitmq_down.process_down"));
  }

  @Test
  void an_undo_that_is_tried_again_has_a_row_that_names_it() {
    DrillTale.passes(tale, "op-1")
        .operation(
            "op-1",
            "twokey",
            new OperationEvent.UndoRests(
                new Phase.Cursor(true, 0),
                tale.now().plusSeconds(5),
                new Problem(ErrorCode.ACTION_FAILED, "The supervisor is away.", "")));
    Entry entry = tale.timeline().entries().getLast();
    assertThat(entry.what())
        .isEqualTo(
            "drill E: RabbitMQ outage: the undo 'undo: start the broker' did not work, next try at"
                + " 2025-03-01 14:00:46");
    assertThat(entry.kind()).isEqualTo(Kind.UNDO);
  }
}
