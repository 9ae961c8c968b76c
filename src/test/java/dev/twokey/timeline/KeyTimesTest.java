package dev.twokey.timeline;

import static dev.twokey.timeline.Tale.ANA;
import static dev.twokey.timeline.Tale.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.diagnosis.Findings.Verdict;
import dev.twokey.incident.IncidentEvent;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.timeline.Outage.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Times are taken from records, or they are missing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeyTimesTest {
  private static final Optional<Duration> TEN_MINUTES = Optional.of(Duration.ofMinutes(10));
  private final Tale tale = new Tale();

  private Optional<Instant> at(Milestone milestone) {
    return tale.timeline().times().of(milestone).map(KeyTime::at);
  }

  private String measure(String name) {
    return tale.timeline().times().measures().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private Outage outage(Optional<Duration> limit) {
    return Outage.of(tale.timeline().times(), tale.timeline().asOf(), limit);
  }

  private static Instant time(String clock) {
    return Instant.parse("2025-03-01T" + clock + "Z");
  }

  @Test
  void each_measure_without_its_inputs_says_which_one_is_missing() {
    tale.asksRestart("op-1", ANA).opened("restart worker-transcode", true);

    assertThat(measure("TTD")).isEqualTo("n/a (no start of the fault recorded)");
    assertThat(measure("TTA")).isEqualTo("n/a (no detection recorded)");
    assertThat(measure("TTM")).isEqualTo("n/a (no detection recorded)");
    assertThat(measure("TTR")).isEqualTo("n/a (no start of the fault recorded)");
    assertThat(outage(TEN_MINUTES).text())
        .isEqualTo("n/a (no start of the fault recorded, no detection recorded)");
    assertThat(outage(TEN_MINUTES).postmortem()).isEqualTo(Due.CANNOT_TELL);
  }

  @Test
  void a_whole_incident_has_its_measures() {
    tale.after("10M")
        .opened("stuck")
        .incident(ANA, new IncidentEvent.FaultDated(ANA, time("14:00:00")))
        .after("1M")
        .asksDiagnosis("d-1", ANA, "rabbitmq")
        .diagnosed("d-1", Verdict.FAULTY, "queue_stuck")
        .after("1M")
        .restarts("op-1")
        .after("2M")
        .asksDiagnosis("d-2", BEN, "rabbitmq")
        .diagnosed("d-2", Verdict.HEALTHY);

    assertThat(at(Milestone.FAULT_STARTED)).contains(time("14:00:00"));
    assertThat(at(Milestone.DETECTED)).contains(time("14:10:00"));
    assertThat(at(Milestone.FIRST_CHANGE)).contains(time("14:13:20"));
    assertThat(at(Milestone.MITIGATED)).contains(time("14:13:50"));
    assertThat(at(Milestone.RESOLVED)).contains(time("14:15:50"));
    assertThat(measure("TTD")).isEqualTo("10 min");
    assertThat(measure("TTA")).isEqualTo("n/a (no acknowledgement recorded)");
    assertThat(measure("TTM")).isEqualTo("3 min 50 s");
    assertThat(measure("TTR")).isEqualTo("15 min 50 s");
    assertThat(outage(TEN_MINUTES))
        .isEqualTo(
            new Outage(
                Optional.of(Duration.ofSeconds(950)),
                false,
                "from fault started to resolved",
                Due.DUE));
  }

  @Test
  void the_newest_word_on_the_start_of_the_fault_counts() {
    tale.opened("stuck")
        .incident(ANA, new IncidentEvent.FaultDated(ANA, time("13:00:00")))
        .incident(BEN, new IncidentEvent.FaultDated(BEN, time("13:30:00")));

    KeyTime started = tale.timeline().times().of(Milestone.FAULT_STARTED).orElseThrow();
    assertThat(started.at()).isEqualTo(time("13:30:00"));
    assertThat(started.how()).isEqualTo("the word of ben, not a measurement");
    assertThat(started.position()).isEqualTo(4);
  }

  @Test
  void a_fault_dated_after_its_detection_is_told_as_a_contradiction_and_gives_no_number() {
    tale.opened("stuck").incident(ANA, new IncidentEvent.FaultDated(ANA, time("15:00:00")));

    assertThat(measure("TTD")).isEqualTo("n/a (detected is before fault started in the record)");
    assertThat(tale.timeline().times().contradictions()).hasSize(1);
    assertThat(outage(TEN_MINUTES).length()).isEmpty();
    assertThat(outage(TEN_MINUTES).basis()).startsWith("the times contradict each other");
  }

  @Test
  void a_change_after_which_a_diagnosis_is_faulty_did_not_mitigate() {
    tale.opened("stuck").restarts("op-1");
    assertThat(at(Milestone.MITIGATED)).isPresent();

    tale.after("1M")
        .asksDiagnosis("d-1", ANA, "rabbitmq")
        .diagnosed("d-1", Verdict.FAULTY, "queue_stuck");
    assertThat(at(Milestone.MITIGATED)).isEmpty();
  }

  @Test
  void it_is_resolved_only_when_all_that_was_faulty_is_healthy() {
    tale.opened("stuck")
        .asksDiagnosis("d-1", ANA, "rabbitmq")
        .diagnosed("d-1", Verdict.FAULTY, "queue_stuck")
        .asksDiagnosis("d-2", ANA, "redis")
        .diagnosed("d-2", Verdict.FAULTY, "oom")
        .asksDiagnosis("d-3", ANA, "rabbitmq")
        .diagnosed("d-3", Verdict.HEALTHY);
    assertThat(at(Milestone.RESOLVED)).isEmpty();

    tale.after("1M").asksDiagnosis("d-4", ANA, "redis").diagnosed("d-4", Verdict.CANNOT_TELL);
    assertThat(at(Milestone.RESOLVED)).isEmpty();

    tale.after("1M").asksDiagnosis("d-5", ANA, "redis").diagnosed("d-5", Verdict.HEALTHY);
    assertThat(at(Milestone.RESOLVED)).contains(time("14:02:00"));
  }

  @Test
  void a_healthy_diagnosis_without_a_faulty_one_resolves_nothing() {
    tale.opened("stuck").asksDiagnosis("d-1", ANA, "rabbitmq").diagnosed("d-1", Verdict.HEALTHY);
    assertThat(at(Milestone.RESOLVED)).isEmpty();
  }

  @Test
  void a_change_after_the_end_of_the_fault_mitigated_nothing() {
    tale.opened("stuck")
        .asksDiagnosis("d-1", ANA, "rabbitmq")
        .diagnosed("d-1", Verdict.FAULTY, "queue_stuck")
        .asksDiagnosis("d-2", ANA, "rabbitmq")
        .diagnosed("d-2", Verdict.HEALTHY)
        .restarts("op-1");
    assertThat(at(Milestone.RESOLVED)).isPresent();
    assertThat(at(Milestone.MITIGATED)).isEmpty();
  }

  @Test
  void an_operation_that_changed_nothing_mitigates_nothing() {
    tale.opened("stuck").asksRestart("op-1", ANA).ended("op-1", Ending.REFUSED);
    assertThat(at(Milestone.MITIGATED)).isEmpty();
    assertThat(at(Milestone.FIRST_CHANGE)).isEmpty();
  }

  @Test
  void an_outage_that_is_not_over_is_at_least_as_long_as_the_record() {
    tale.opened("stuck")
        .incident(ANA, new IncidentEvent.FaultDated(ANA, time("13:56:00")))
        .after("1M")
        .noted(BEN, "still broken");
    assertThat(outage(TEN_MINUTES).text())
        .isEqualTo("at least 5 min (from fault started to the newest record, it is not over)");
    assertThat(outage(TEN_MINUTES).postmortem()).isEqualTo(Due.CANNOT_TELL);

    tale.after("6M").noted(BEN, "still broken");
    assertThat(outage(TEN_MINUTES).postmortem()).isEqualTo(Due.DUE);
    assertThat(outage(Optional.empty()).postmortem()).isEqualTo(Due.NO_RULE);
  }

  @Test
  void an_outage_of_unknown_start_is_never_called_short() {
    tale.opened("stuck").after("1M").closed(ANA);
    assertThat(outage(TEN_MINUTES).text()).isEqualTo("at least 60 s (from detected to closed)");
    assertThat(outage(TEN_MINUTES).postmortem()).isEqualTo(Due.CANNOT_TELL);

    tale.incident(ANA, new IncidentEvent.FaultDated(ANA, time("14:00:00")));
    assertThat(outage(TEN_MINUTES).postmortem()).isEqualTo(Due.NOT_DUE);
    assertThat(outage(Optional.of(Duration.ofMinutes(1))).postmortem()).isEqualTo(Due.DUE);
  }

  @Test
  void a_drill_is_neither_the_first_change_nor_a_mitigation() {
    tale.opened("stuck")
        .asks("op-1", ANA, DrillTale.draft(), Optional.of(Tale.INCIDENT))
        .planned("op-1", DrillTale.draft())
        .began("op-1", false, 1, "inject")
        .operation(
            "op-1",
            "twokey",
            new OperationEvent.Ended(Ending.SUCCEEDED, Optional.empty(), Optional.empty()));
    assertThat(at(Milestone.FIRST_CHANGE)).isEmpty();
    assertThat(at(Milestone.MITIGATED)).isEmpty();
  }
}
