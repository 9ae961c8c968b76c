package dev.twokey.timeline;

import static dev.twokey.timeline.Tale.ANA;
import static dev.twokey.timeline.Tale.BEN;
import static dev.twokey.timeline.Tale.CHI;
import static dev.twokey.timeline.Tale.INCIDENT;
import static dev.twokey.timeline.Tale.PROD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.twokey.chat.Conversation;
import dev.twokey.checklist.ChecklistEvent;
import dev.twokey.checklist.Task;
import dev.twokey.diagnosis.DiagnosisEvent;
import dev.twokey.diagnosis.Findings.Verdict;
import dev.twokey.incident.HaltEvent;
import dev.twokey.incident.IncidentEvent;
import dev.twokey.incident.LockEvent;
import dev.twokey.journal.Erased;
import dev.twokey.journal.Event;
import dev.twokey.operation.Ending;
import dev.twokey.people.Account;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What belongs to an incident, and what does not. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimelineTest {
  private final Tale tale = new Tale();

  private List<String> whats() {
    return tale.timeline().entries().stream().map(Entry::what).toList();
  }

  @Test
  void an_incident_that_the_events_do_not_hold_has_no_timeline() {
    tale.opened("stuck");
    assertThat(Timeline.of("inc-8", tale.events(), OtherEvents.none())).isEmpty();
  }

  @Test
  void all_events_of_its_own_stream_and_of_its_channel_belong() {
    tale.opened("stuck").after("5S").noted(BEN, "looking at it").after("5S").closed(ANA);

    assertThat(whats())
        .containsExactly(
            "incident opened: stuck",
            "what happens in console:prod belongs to the incident",
            "looking at it",
            "incident closed",
            "what happens in console:prod belongs to it no more");
    Timeline timeline = tale.timeline();
    assertThat(timeline.entries()).extracting(Entry::position).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(timeline.entries()).extracting(Entry::environment).containsOnly("prod");
    assertThat(timeline.entries().get(2).actor()).isEqualTo("ben");
    assertThat(timeline.entries().get(2).at()).isEqualTo("2025-03-01T14:00:05Z");
    assertThat(timeline.entries().get(2).stream()).isEqualTo("incident/inc-7");
    assertThat(timeline.facts().closedBy()).contains("ana");
    assertThat(timeline.facts().closed()).contains(Instant.parse("2025-03-01T14:00:10Z"));
  }

  @Test
  void another_incident_its_operations_and_its_diagnoses_do_not_belong() {
    tale.opened("stuck")
        .then("incident", "inc-8", "chi", new IncidentEvent.IncidentNoted(CHI, "elsewhere"))
        .asks("op-8", CHI, Tale.restart(Optional.empty()), Optional.of("inc-8"))
        .planned("op-8")
        .asks("op-9", CHI, Tale.restart(Optional.empty()), Optional.empty())
        .lock(new LockEvent.LockTaken("op-8", CHI))
        .diagnosed("d-8", Verdict.FAULTY, "queue_stuck");

    assertThat(tale.timeline().entries()).hasSize(2);
    assertThat(tale.timeline().signings()).isEmpty();
    assertThat(tale.timeline().causes()).isEmpty();
  }

  @Test
  void an_operation_that_opened_its_incident_stands_before_the_opening() {
    tale.asksRestart("op-1", ANA).opened("restart worker-transcode", true);

    assertThat(whats())
        .containsSubsequence(
            "restart worker-transcode: asked for",
            "incident opened for a change that had none: restart worker-transcode");
    assertThat(tale.timeline().facts().automatic()).isTrue();
  }

  @Test
  void the_locks_of_its_operations_belong() {
    tale.opened("stuck")
        .restarts("op-1")
        .lock(new LockEvent.LockTaken("op-2", CHI))
        .lock(new LockEvent.LockTakenOver("op-1", BEN, "ana is gone"));

    assertThat(whats())
        .containsSubsequence(
            "prod/worker-transcode is locked", "prod/worker-transcode is free again");
    Entry takenOver = tale.timeline().entries().getLast();
    assertThat(takenOver.what()).isEqualTo("prod/worker-transcode was TAKEN OVER");
    assertThat(takenOver.evidence()).contains("reason: ana is gone");
    assertThat(takenOver.review()).isTrue();
    assertThat(tale.timeline().entries())
        .filteredOn(e -> e.kind() == Kind.LOCK)
        .extracting(Entry::evidence)
        .noneMatch(lines -> lines.contains("by the operation op-2"));
  }

  @Test
  void halts_of_its_environment_belong_while_it_is_open() {
    halt("environment:prod").release("environment:prod");
    tale.opened("stuck");
    halt("environment:staging");
    halt("drills:prod").halt("all").release("all");
    tale.closed(ANA);
    halt("environment:prod");

    assertThat(tale.timeline().entries())
        .filteredOn(e -> e.kind() == Kind.HALT)
        .extracting(Entry::what)
        .containsExactly("HALTED drills:prod", "HALTED all", "released all");
  }

  @Test
  void a_halt_that_stands_when_it_is_opened_belongs() {
    halt("environment:prod");
    tale.opened("stuck");

    assertThat(whats().getFirst()).isEqualTo("HALTED environment:prod");
  }

  @Test
  void a_halt_of_one_of_its_operations_belongs_and_of_others_does_not() {
    tale.opened("stuck").asksRestart("op-1", ANA);
    halt("operation:op-1").halt("operation:op-2");

    assertThat(whats()).contains("HALTED operation:op-1").doesNotContain("HALTED operation:op-2");
  }

  private TimelineTest halt(String scope) {
    tale.then("halt", "switch", "ben", new HaltEvent.Halted(scope, BEN, "too risky"));
    return this;
  }

  private void release(String scope) {
    tale.then("halt", "switch", "chi", new HaltEvent.Released(scope, CHI));
  }

  @Test
  void a_diagnosis_says_what_holds_what_is_ruled_out_and_what_is_broken() {
    tale.opened("stuck")
        .asksDiagnosis("d-1", ANA, "rabbitmq")
        .diagnosed("d-1", Verdict.FAULTY, "queue_stuck");

    Entry entry = tale.timeline().entries().getLast();
    assertThat(entry.what())
        .isEqualTo("diagnosis of rabbitmq: FAULTY, rabbitmq_down.queue_stuck holds");
    assertThat(entry.evidence())
        .contains(
            "holds: rabbitmq_down.queue_stuck",
            "queue_stuck: transcode_jobs has 8,412 waiting, 0 consumers for 31 min",
            "ruled out: disk_alarm",
            "hurts: Transcoding MEDIUM: no HLS, plays through /stream",
            "9 of 11 readings made, 1 s",
            "runbooks: rabbitmq-down.md @ 8c1d2e")
        .noneMatch(line -> line.contains("Chat, sign-in"));
    assertThat(tale.timeline().causes())
        .extracting(NamedCause::id)
        .containsExactly("rabbitmq_down.queue_stuck");
    assertThat(tale.timeline().impacts())
        .extracting(Impact::subsystem)
        .containsExactly("Transcoding");
  }

  @Test
  void readings_and_repeated_findings_are_counted_and_have_no_row() {
    tale.opened("stuck")
        .asksDiagnosis("d-1", ANA, "rabbitmq")
        .then(
            "diagnosis",
            "d-1",
            "twokey",
            new DiagnosisEvent.DiagnosisRead(List.of(), Map.of(), Tale.wave()))
        .diagnosed("d-1", Verdict.FAULTY, "queue_stuck")
        .diagnosed("d-1", Verdict.FAULTY, "queue_stuck")
        .diagnosed("d-1", Verdict.HEALTHY);

    Timeline timeline = tale.timeline();
    assertThat(timeline.entries()).hasSize(5);
    assertThat(timeline.counts()).isEqualTo(new Timeline.Counts(7, 2, 0));
  }

  @Test
  void a_refused_input_of_the_incident_is_marked() {
    Problem why = new Problem(ErrorCode.STATE_WRONG, "It was closed.", "Open a new one.");
    tale.opened("stuck").closed(ANA).incident(BEN, new IncidentEvent.IncidentRefused(BEN, why));

    Entry entry = tale.timeline().entries().getLast();
    assertThat(entry.refused()).isTrue();
    assertThat(entry.evidence())
        .containsExactly("It was closed. Open a new one.", "code state-wrong");
    assertThat(tale.timeline().refused()).containsExactly(entry);
  }

  @Test
  void all_of_a_demo_is_marked() {
    tale.demo().opened("stuck").restarts("op-1");
    assertThat(tale.timeline().entries()).allMatch(Entry::demo);
    assertThat(new Tale().opened("stuck").restarts("op-1").timeline().entries())
        .noneMatch(Entry::demo);
  }

  // ---- erased records

  @Test
  void an_erased_record_is_shown_as_one() {
    tale.opened("stuck").then("incident", INCIDENT, "ben", new Erased("incident.noted.1"));

    Entry entry = tale.timeline().entries().getLast();
    assertThat(entry.kind()).isEqualTo(Kind.ERASED);
    assertThat(entry.actor()).isEqualTo("ben");
    assertThat(entry.what()).contains("incident.noted.1");
  }

  @Test
  void an_incident_whose_opening_and_closing_were_erased_still_has_its_record() {
    tale.then("incident", INCIDENT, "ana", new Erased("incident.opened.1"))
        .noted(BEN, "looking")
        .then("incident", INCIDENT, "chi", new Erased("incident.closed.1"));

    Timeline timeline = tale.timeline();
    assertThat(timeline.facts().title()).isEqualTo("(its text was erased)");
    assertThat(timeline.facts().closedBy()).contains("chi");
    assertThat(timeline.entries()).hasSize(3);
  }

  @Test
  void an_erased_request_that_nobody_can_place_is_counted() {
    tale.opened("stuck").then("operation", "op-1", "ana", new Erased("operation.requested.1"));

    assertThat(tale.timeline().entries()).hasSize(2);
    assertThat(tale.timeline().counts().unplaced()).isEqualTo(1);
  }

  // ---- checklists

  @Test
  void a_checklist_of_the_incident_is_told_task_by_task_and_its_readings_are_not() {
    Task check = new Task("1", "`process` runs", Optional.empty(), false);
    Task note = new Task("2", "Tell the owner", Optional.empty(), false);
    tale.opened("stuck")
        .then("checklist", "c-1", "ana", listOpened(Optional.of(INCIDENT), check, note))
        .then(
            "checklist",
            "c-1",
            "twokey",
            new ChecklistEvent.ListRead(
                List.of(), Map.of(), tale.now(), List.of(), Optional.empty()))
        .then(
            "checklist",
            "c-1",
            "twokey",
            new ChecklistEvent.TaskTicked("1", Optional.empty(), List.of("it is active")))
        .then("checklist", "c-1", "ben", new ChecklistEvent.TaskSkipped("2", BEN, "he knows"))
        .then(
            "checklist",
            "c-1",
            "twokey",
            new ChecklistEvent.ListClosed(Optional.empty(), "all is done", 0))
        .then("checklist", "c-2", "ana", listOpened(Optional.empty(), note));

    List<Entry> told =
        tale.timeline().entries().stream().filter(e -> e.kind() == Kind.TASK).toList();
    assertThat(told)
        .extracting(Entry::actor, Entry::what)
        .containsExactly(
            tuple("ana", "list Recovery: opened, 2 tasks"),
            tuple("twokey", "list Recovery: done: 1 process runs"),
            tuple("ben", "list Recovery: LEFT OUT: 2 Tell the owner"),
            tuple("twokey", "list Recovery: all is done"));
    assertThat(told.get(1).evidence()).containsExactly("it is active");
    assertThat(told.get(2).evidence()).containsExactly("reason: he knows");
  }

  private ChecklistEvent listOpened(Optional<String> incident, Task... tasks) {
    return new ChecklistEvent.ListOpened(
        new ChecklistEvent.Opening(
            ANA,
            new Account("console", "ana"),
            PROD,
            "prod",
            "box.recovery",
            "Recovery",
            "The box is down",
            Optional.empty(),
            false),
        List.of(tasks),
        incident,
        tale.now());
  }

  // ---- families that come later

  /** An event of a family that the timeline does not know. */
  private record Asked(String text) implements Event {}

  private Timeline told(Optional<String> incident, Optional<Conversation> where) {
    OtherEvents others =
        recorded ->
            recorded.event() instanceof Asked asked
                ? Optional.of(
                    new Told(
                        incident,
                        where,
                        "prod",
                        Kind.COMMAND,
                        asked.text(),
                        List.of("because"),
                        Set.of(Mark.REFUSED),
                        Optional.of(Milestone.ACKNOWLEDGED)))
                : Optional.empty();
    return Timeline.of(INCIDENT, tale.events(), others).orElseThrow();
  }

  @Test
  void an_event_that_names_the_incident_belongs() {
    tale.opened("stuck").then("request", "r-1", "chi", new Asked("/help"));

    Timeline timeline = told(Optional.of(INCIDENT), Optional.empty());
    Entry entry = timeline.entries().getLast();
    assertThat(entry.what()).isEqualTo("/help");
    assertThat(entry.actor()).isEqualTo("chi");
    assertThat(entry.refused()).isTrue();
    assertThat(timeline.times().of(Milestone.ACKNOWLEDGED)).isPresent();
    assertThat(told(Optional.of("inc-8"), Optional.of(PROD)).entries()).hasSize(2);
  }

  @Test
  void an_event_in_a_thread_of_its_channel_belongs_while_the_channel_is_bound() {
    Conversation thread = new Conversation("console", "prod", Optional.of("t1"));
    tale.then("request", "r-0", "chi", new Asked("before"))
        .opened("stuck")
        .then("request", "r-1", "chi", new Asked("inside"))
        .closed(ANA)
        .then("request", "r-2", "chi", new Asked("afterwards"));

    Timeline timeline = told(Optional.empty(), Optional.of(thread));
    assertThat(timeline.entries())
        .extracting(Entry::what)
        .contains("inside")
        .doesNotContain("before", "afterwards");
    Conversation other = new Conversation("console", "staging", Optional.empty());
    assertThat(told(Optional.empty(), Optional.of(other)).entries()).hasSize(4);
  }

  @Test
  void events_of_unknown_families_are_left_out_when_nobody_tells_them() {
    tale.opened("stuck").then("request", "r-1", "chi", new Asked("/help"));
    assertThat(tale.timeline().entries()).hasSize(2);
  }

  @Test
  void the_record_is_as_of_the_newest_event_whoever_it_belongs_to() {
    tale.opened("stuck")
        .after("1H")
        .asks("op-9", CHI, Tale.restart(Optional.empty()), Optional.empty());
    assertThat(tale.timeline().asOf()).isEqualTo(tale.now());
    assertThat(Duration.between(tale.timeline().facts().opened(), tale.timeline().asOf()))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void an_ended_operation_that_failed_is_no_refusal() {
    tale.opened("stuck")
        .asksRestart("op-1", ANA)
        .ended("op-1", Ending.FAILED, ErrorCode.VERIFY_FAILED, "It did not come up.");
    assertThat(tale.timeline().refused()).isEmpty();
  }
}
