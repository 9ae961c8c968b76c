package dev.twokey.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chatops.Press;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Ending;
import dev.twokey.operation.OperationEvent;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Task lists, worked through by people and Twokey over the desk. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChecklistTest {
  private static final Duration SECONDS = Duration.ofSeconds(25);

  private final ListWorld world = new ListWorld();

  private Press tick(String task) {
    return new Press.Tick(world.list().id(), task);
  }

  private Press skip(String task) {
    return new Press.Skip(world.list().id(), task);
  }

  private Press doTask(String task) {
    return new Press.DoTask(world.list().id(), task);
  }

  private Press reopen(String task) {
    return new Press.Reopen(world.list().id(), task);
  }

  private static void refused(Optional<Problem> why, ErrorCode code, String what) {
    assertThat(why).isPresent();
    assertThat(why.get().code()).isEqualTo(code);
    assertThat(why.get().line()).contains(what);
  }

  // ---- what ticks itself

  @Test
  void checks_tick_themselves_in_order_with_live_progress() {
    world.reads("rabbitmq-server", "state", "starting");
    world.reads("transcode_jobs", "messages", 50L);
    world.opens("recovery");
    world.pass(SECONDS);
    assertThat(world.states()).startsWith("1:open 2:open");
    assertThat(world.news("1")).containsExactly("the broker is starting");

    world.reads("rabbitmq-server", "state", "active");
    world.pass(SECONDS);
    assertThat(world.states()).startsWith("1:done 2:open");
    assertThat(world.news("2")).hasSize(4).contains("transcode_jobs has 50 left");

    world.reads("transcode_jobs", "messages", 20L);
    world.pass(SECONDS);
    assertThat(world.news("2")).contains("transcode_jobs has 20 left");

    world.reads("transcode_jobs", "messages", 3L);
    world.pass(SECONDS);
    assertThat(world.states()).startsWith("1:done 2:done");
    Mark mark = ListWorld.mark(world.list(), "2");
    assertThat(mark.by()).isEmpty();
    assertThat(mark.lines()).contains("transcode_jobs has 3 left");
  }

  @Test
  void a_check_that_is_normal_before_its_turn_is_read_again_when_its_turn_comes() {
    world.reads("rabbitmq-server", "state", "stopped");
    world.opens("start it");
    world.pass(SECONDS);
    world.reads("rabbitmq-server", "state", "active");
    world.pass(SECONDS);
    assertThat(world.states()).isEqualTo("1:open 2:open");

    world.presses("ana", skip("1"), "it came up by itself");
    world.pass(SECONDS);
    assertThat(world.states()).isEqualTo("1:skipped 2:done");
  }

  @Test
  void a_check_that_can_not_be_read_stays_open_and_says_why() {
    world.unreadable("rabbitmq-server");
    world.opens("recovery");
    world.pass(SECONDS);

    assertThat(world.states()).startsWith("1:open");
    assertThat(world.news("1")).anyMatch(l -> l.contains("nobody answers for rabbitmq-server"));
  }

  @Test
  void a_cause_that_is_ruled_out_makes_what_is_below_it_not_needed() {
    world.opens("recovery");
    world.pass(SECONDS);

    assertThat(world.states())
        .isEqualTo("1:done 2:done 3.1:not_needed 3.2:not_needed 4:open 5:open");
  }

  @Test
  void a_cause_that_can_not_be_told_stays_open_and_says_why() {
    world.opens("boss");
    world.pass(SECONDS);

    assertThat(world.states()).isEqualTo("1:open");
    assertThat(world.news("1")).anyMatch(l -> l.contains("incident"));
    refused(world.presses("ana", tick("1")), ErrorCode.STATE_WRONG, "not seen to apply");
  }

  @Test
  void a_reading_without_an_expectation_is_shown_and_a_person_ticks_it() {
    world.opens("recovery");
    world.pass(SECONDS);
    assertThat(world.news("4")).containsExactly("3 connections");
    assertThat(world.states()).contains("4:open");

    assertThat(world.presses("ben", tick("4"))).isEmpty();
    assertThat(world.states()).contains("4:done");
  }

  // ---- what people do

  @Test
  void who_ticked_is_on_record_and_the_last_tick_closes_the_list() {
    world.opens("recovery");
    world.pass(SECONDS);
    world.presses("ben", tick("4"));
    world.presses("ana", tick("5"));
    world.run();

    Checklist list = world.list();
    assertThat(list.isDone()).isTrue();
    assertThat(list.closed().flatMap(Checklist.Closing::by)).isEmpty();
    assertThat(list.isOpen()).isFalse();
    assertThat(List.of(by("4"), by("5")))
        .containsExactly(Optional.of(new PersonId("ben")), Optional.of(new PersonId("ana")));
  }

  private Optional<PersonId> by(String task) {
    return ListWorld.mark(world.list(), task).by();
  }

  @Test
  void the_last_tick_can_be_taken_back() {
    world.opens("recovery");
    world.pass(SECONDS);
    world.presses("ben", tick("4"));
    world.presses("ana", tick("5"));
    world.run();

    assertThat(world.presses("ben", reopen("5"))).isEmpty();
    assertThat(world.states()).endsWith("5:open");
    assertThat(world.list().isOpen()).isTrue();
  }

  @Test
  void a_task_is_left_out_with_a_reason_only() {
    world.opens("recovery");
    world.pass(SECONDS);

    refused(world.presses("ana", skip("5"), " "), ErrorCode.ARGUMENT_MISSING, "with a reason");
    assertThat(world.presses("ana", skip("5"), "it stands in the ticket")).isEmpty();
    assertThat(world.states()).endsWith("5:skipped");
    Mark mark = ListWorld.mark(world.list(), "5");
    assertThat(mark.lines()).containsExactly("it stands in the ticket");
  }

  @Test
  void what_stands_below_a_task_that_is_left_out_is_left_out_with_it() {
    world.reads("rabbitmq-server", "state", "stopped");
    world.opens("recovery");
    world.presses("ana", skip("3"), "not ours");

    assertThat(world.states()).contains("3.1:skipped 3.2:skipped");
    refused(world.presses("ana", reopen("3.1")), ErrorCode.STATE_WRONG, "with the task above it");
    assertThat(world.presses("ana", reopen("3"))).isEmpty();
    assertThat(world.states()).contains("3.1:open 3.2:open");
  }

  @Test
  void who_has_not_the_role_ticks_nothing() {
    world.opens("recovery");
    world.pass(SECONDS);

    refused(world.presses("eve", tick("5")), ErrorCode.ROLE_MISSING, "responder");
    assertThat(world.states()).endsWith("5:open");
  }

  @Test
  void nobody_ticks_a_check_or_an_action_by_hand() {
    world.reads("rabbitmq-server", "state", "stopped");
    world.opens("start it");
    world.pass(SECONDS);

    refused(world.presses("ana", tick("1")), ErrorCode.STATE_WRONG, "through Twokey and verified");
    refused(world.presses("ana", tick("2")), ErrorCode.STATE_WRONG, "ticks itself");
  }

  @Test
  void a_second_tick_is_refused_and_says_who_was_first() {
    world.opens("recovery");
    world.presses("ana", tick("5"));

    refused(world.presses("ben", tick("5")), ErrorCode.STATE_WRONG, "by ana");
  }

  @Test
  void a_list_is_opened_once_in_a_channel() {
    world.opens("recovery");

    refused(
        world.types("ben", "/runbook box staging recovery"), ErrorCode.STATE_WRONG, "open already");
  }

  @Test
  void a_list_that_is_closed_with_open_tasks_says_who_and_why() {
    world.opens("recovery");
    world.pass(SECONDS);
    assertThat(world.presses("ben", new Press.CloseList(world.list().id()), "a false alarm"))
        .isEmpty();

    Checklist.Closing closing = world.list().closed().orElseThrow();
    assertThat(closing.by()).contains(new PersonId("ben"));
    assertThat(closing.reason()).isEqualTo("a false alarm");
    refused(world.presses("ana", tick("5")), ErrorCode.STATE_WRONG, "closed");
    refused(world.presses("ana", reopen("1")), ErrorCode.STATE_WRONG, "closed");
  }

  @Test
  void a_list_or_runbook_that_is_not_there_is_refused_with_what_is() {
    refused(world.types("ana", "/runbook box recovry"), ErrorCode.NOT_FOUND, "recovery");
    refused(world.types("ana", "/runbook bx"), ErrorCode.RUNBOOK_UNKNOWN, "box");
  }

  // ---- actions and other lists

  @Test
  void an_action_is_asked_for_from_the_list_and_ticked_when_it_is_verified() {
    world.reads("rabbitmq-server", "state", "stopped");
    world.opens("start it");
    world.pass(SECONDS);
    assertThat(world.presses("ana", doTask("1"))).isEmpty();
    world.pass(SECONDS);

    assertThat(world.states()).isEqualTo("1:done 2:done");
    Mark mark = ListWorld.mark(world.list(), "1");
    assertThat(mark.lines().getFirst()).contains("asked for by ana");
  }

  @Test
  void the_end_of_an_operation_and_the_tick_are_one_append() {
    world.reads("rabbitmq-server", "state", "stopped");
    world.opens("start it");
    world.pass(SECONDS);
    world.presses("ana", doTask("1"));
    world.pass(SECONDS);

    List<Set<String>> together =
        world.appends.stream()
            .filter(a ->
                a.writes().stream()
                    .flatMap(w -> w.events().stream())
                    .anyMatch(OperationEvent.Ended.class::isInstance))
            .map(a ->
                a.writes().stream()
                    .filter(w -> !w.events().isEmpty())
                    .map(w -> w.stream().family())
                    .collect(Collectors.toSet()))
            .toList();
    assertThat(together).hasSize(1);
    assertThat(together.getFirst()).contains("operation", "checklist");
  }

  @Test
  void an_action_that_was_not_verified_ticks_nothing() {
    world.startIsBroken();
    world.reads("rabbitmq-server", "state", "stopped");
    world.opens("start it");
    world.pass(SECONDS);
    world.presses("ana", doTask("1"));
    world.pass(Duration.ofMinutes(3));

    assertThat(ends()).hasSize(1).noneMatch(e -> e.ending() == Ending.SUCCEEDED);
    assertThat(world.states()).isEqualTo("1:open 2:open");
  }

  private List<OperationEvent.Ended> ends() {
    return world.events().stream()
        .map(Recorded::event)
        .filter(OperationEvent.Ended.class::isInstance)
        .map(OperationEvent.Ended.class::cast)
        .toList();
  }

  @Test
  void an_action_whose_needs_do_not_hold_is_not_offered_and_says_so() {
    world.opens("start it");
    world.pass(SECONDS);

    assertThat(world.news("1")).anyMatch(l -> l.contains("down.holds"));
  }

  @Test
  void a_list_that_is_done_ticks_the_task_that_named_it() {
    world.reads("rabbitmq-server", "state", "stopped");
    String home = world.opens("go home").id();
    assertThat(world.presses("ana", new Press.DoTask(home, "1"))).isEmpty();
    world.pass(SECONDS);
    world.presses("ben", doTask("1"));
    world.pass(SECONDS);

    assertThat(world.list().isDone()).isTrue();
    assertThat(ListWorld.mark(world.list(home), "1").how()).isEqualTo(Mark.How.DONE);
  }

  // ---- what lasts

  @Test
  void a_restart_loses_nothing_and_goes_on_reading() {
    world.reads("transcode_jobs", "messages", 50L);
    world.opens("recovery");
    world.presses("ana", tick("5"));
    world.pass(SECONDS);
    Checklist before = world.list();

    world.restart();
    assertThat(world.list().marks()).isEqualTo(before.marks());
    world.reads("transcode_jobs", "messages", 0L);
    world.pass(SECONDS);
    assertThat(world.states()).startsWith("1:done 2:done").contains("5:done");
  }

  @Test
  void an_edit_of_the_file_changes_nothing_under_way() {
    world.reads("transcode_jobs", "messages", 50L);
    world.opens("recovery");
    world.edit(
        Book.TEXT
            .replace("- [ ] `queues` drain\n", "- [ ] Look at the queues\n")
            .replace("- [ ] Write it down\n", ""));
    world.reads("transcode_jobs", "messages", 0L);
    world.pass(SECONDS);

    assertThat(world.states())
        .isEqualTo("1:done 2:done 3.1:not_needed 3.2:not_needed 4:open 5:open");
  }

  @Test
  void a_check_that_an_edit_took_away_stays_open_and_says_so() {
    world.reads("rabbitmq-server", "state", "starting");
    world.opens("recovery");
    world.edit(Book.TEXT.replace("`queues` drain", "Look").replace("id: queues", "id: lines"));
    world.reads("rabbitmq-server", "state", "active");
    world.pass(SECONDS);

    assertThat(world.states()).startsWith("1:done 2:open");
    assertThat(world.news("2")).containsExactly("box.queues is not in the runbooks any more");
  }

  @Test
  void it_is_read_for_four_hours_and_again_when_somebody_asks() {
    world.reads("transcode_jobs", "messages", 50L);
    world.opens("recovery");
    world.pass(Duration.ofHours(4).plus(SECONDS));
    assertThat(world.list().watching()).isFalse();
    assertThat(world.list().stopped()).contains("that is enough");
    int events = world.events().size();
    world.pass(Duration.ofHours(1));
    assertThat(world.events()).hasSize(events);

    world.reads("transcode_jobs", "messages", 0L);
    assertThat(world.presses("ben", new Press.Watch(world.list().id()))).isEmpty();
    world.pass(SECONDS);
    assertThat(world.states()).startsWith("1:done 2:done");
  }

  @Test
  void nothing_is_kept_that_no_window_needs() {
    world.reads("transcode_jobs", "messages", 50L);
    world.opens("recovery");
    world.pass(Duration.ofHours(1));

    assertThat(world.list().samples().byKey().values()).allMatch(s -> s.size() < 20);
  }

  // ---- the incident

  @Test
  void a_list_belongs_to_the_incident_of_its_channel() {
    world.types("ana", "/incident open the box is down staging");
    world.opens("recovery");

    assertThat(world.list().opened().flatMap(Checklist.Opened::incident)).isPresent();
  }

  @Test
  void conditions_count_from_the_fault_that_a_person_dated() {
    world.types("ana", "/incident open the box is down");
    world.opens("boss");
    world.pass(SECONDS);
    assertThat(world.states()).isEqualTo("1:not_needed");

    world.types("ana", "/incident started 20m ago");
    world.presses("ana", reopen("1"));
    world.pass(SECONDS);
    assertThat(world.news("1")).anyMatch(l -> l.contains("more than ten minutes"));
    assertThat(world.presses("ana", tick("1"))).isEmpty();
  }

  @Test
  void the_start_of_a_fault_is_dated_by_a_clock_time_a_full_time_or_how_long_ago_it_was() {
    world.types("ana", "/incident open the box is down");
    assertThat(world.types("ana", "/incident started 09:41")).isEmpty();
    assertThat(world.incidentStarted()).isEqualTo("2026-11-22T09:41:00Z");
    assertThat(world.types("ben", "/incident started 2026-11-22T08:00:00+01:00")).isEmpty();
    assertThat(world.incidentStarted()).isEqualTo("2026-11-22T07:00:00Z");
    assertThat(world.types("ben", "/incident started 10m ago")).isEmpty();
    assertThat(world.incidentStarted()).isEqualTo("2026-11-22T09:50:00Z");
    assertThat(world.types("ben", "/incident started 23:50")).isEmpty();
    assertThat(world.incidentStarted()).isEqualTo("2026-11-21T23:50:00Z");
  }

  @Test
  void a_fault_starts_neither_in_the_future_nor_after_the_end() {
    world.types("ana", "/incident open the box is down");
    refused(world.types("ana", "/incident started 10:30"), ErrorCode.STATE_WRONG, "in the future");
    refused(
        world.types("ana", "/incident started yesterday"),
        ErrorCode.ARGUMENT_INVALID,
        "is no time");
    world.pass(Duration.ofMinutes(5));
    world.types("ana", "/incident close");
    world.pass(Duration.ofMinutes(5));

    refused(world.types("ana", "/incident started 10:07"), ErrorCode.STATE_WRONG, "after the end");
    assertThat(world.types("ana", "/incident started 09:55")).isEmpty();
  }

  @Test
  void no_incident_has_no_start() {
    refused(
        world.types("ana", "/incident started 09:55"),
        ErrorCode.INCIDENT_UNKNOWN,
        "No incident is open");
  }

  @Test
  void a_diagnosis_opens_the_list_that_it_offers_in_its_environment() {
    world.reads("rabbitmq-server", "state", "stopped");
    world.types("ana", "/diagnose rabbitmq staging");
    world.pass(SECONDS);
    StreamId diagnosis =
        world.events().stream()
            .map(Recorded::stream)
            .filter(s -> s.family().equals("diagnosis"))
            .findFirst()
            .orElseThrow();

    assertThat(world.presses("ben", new Press.Steps(diagnosis.id(), "box.start_it"))).isEmpty();
    assertThat(world.list().opened().orElseThrow().opening().environment()).isEqualTo("staging");
    assertThat(world.list().tasks()).hasSize(2);
  }
}
