package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.engine.Answer;
import dev.twokey.incident.Halt;
import dev.twokey.incident.HaltEvent;
import dev.twokey.incident.HaltInput;
import dev.twokey.journal.JournalEvent;
import dev.twokey.journal.MemoryJournal.Fault;
import dev.twokey.journal.Recorded;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While the journal can't be written, what stops and mends goes on, and nothing else (I4, I9). */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UnrecordedTest {
  private static final String STOP = "host.service.stop";
  private static final String START = "host.service.start";
  private static final Duration LONG = Duration.ofMinutes(3);

  private final Script script = new Script();

  private ScriptedOperation injected() {
    script.book(b -> b.replace("recovered_by: undo", "recovered_by: itself"));
    ScriptedOperation drill = script.drill(ANA, "staging", "outage").is(Phase.Looking.class);
    assertThat(script.targets().changes()).contains(STOP + " staging/web");
    return drill;
  }

  private Answer halt() {
    return script.halt(BEN, "drills:staging");
  }

  private Answer stopIt(ScriptedOperation drill) {
    return script.tell(drill.stream(), new OperationInput.Halted(BEN, "drills:staging"));
  }

  private void roomAgain() {
    script.disk(Fault.NONE);
    script.pass(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNWRITABLE", "ANSWER_LOST"})
  void a_drill_is_halted_and_undone_to_its_end_and_recorded_when_there_is_room(Fault fault) {
    ScriptedOperation drill = injected();
    script.disk(fault);

    Answer halted = halt();
    Answer stopped = stopIt(drill);
    script.pass(LONG);

    assertThat(List.of(halted, stopped))
        .allSatisfy(answer -> {
          assertThat(answer.recorded()).isFalse();
          assertThat(answer.refusal()).isEmpty();
        });
    drill.ended(Ending.ABORTED);
    assertThat(script.targets().changes()).contains(START + " staging/web");
    assertThat(script.targets().hasTimer(drill.id())).isFalse();
    assertThat(script.lock("staging", "web").holder()).isEmpty();

    roomAgain();

    drill.ended(Ending.ABORTED);
    assertThat(script.stored(Halt.STREAM))
        .extracting(Recorded::event)
        .containsExactly(new HaltEvent.Halted("drills:staging", BEN, "stop"));
    assertThat(script.stored(drill.stream()).getLast().event())
        .isInstanceOf(OperationEvent.Ended.class);
    assertThat(script.targets().changes()).containsOnlyOnce(START + " staging/web");
  }

  @Test
  void what_went_on_has_the_time_of_its_decision_and_an_event_says_why_it_came_late() {
    ScriptedOperation drill = injected();
    script.disk(Fault.UNWRITABLE);
    final Instant then = script.time().now();
    halt();
    stopIt(drill);
    script.pass(LONG);
    script.ask(ANA, "staging", "restart_web");
    final long before = script.all().size();

    roomAgain();

    List<Recorded> all = script.all();
    assertThat(script.stored(Halt.STREAM).getFirst().at()).isEqualTo(then);
    assertThat(all.get((int) before).stream()).isEqualTo(Halt.STREAM);
    assertThat(all).extracting(Recorded::at).isSorted();
    JournalEvent.Outage outage =
        (JournalEvent.Outage) script.stored(JournalEvent.OUTAGES).getFirst().event();
    assertThat(outage.since()).isEqualTo(then);
    assertThat(outage.why().code()).isEqualTo(ErrorCode.JOURNAL_UNWRITABLE);
    assertThat(outage.meanwhile()).isGreaterThan(2);
    assertThat(outage.refused()).isEqualTo(1);
  }

  @Test
  void everybody_is_told_once_and_once_that_it_is_over() {
    script.disk(Fault.UNWRITABLE);
    halt();
    script.halt(BEN, "all");
    script.pass(LONG);
    roomAgain();
    script.pass(LONG);

    assertThat(script.news()).hasSize(2);
    assertThat(script.news().getFirst()).isPresent();
    assertThat(script.news().getLast()).isEmpty();
  }

  @Test
  void without_any_input_it_is_over_by_itself() {
    script.disk(Fault.UNWRITABLE);
    script.ask(ANA, "staging", "restart_web");

    roomAgain();

    assertThat(script.news()).hasSize(2);
    assertThat(script.stored(JournalEvent.OUTAGES)).hasSize(1);
  }

  @Test
  void a_request_and_a_signature_are_refused_and_nothing_comes_of_them_later() {
    ScriptedOperation waiting = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    script.disk(Fault.UNWRITABLE);

    Answer signature = script.tell(waiting.stream(), waiting.approval(BEN));
    ScriptedOperation asked = script.ask(ANA, "staging", "restart_web");
    roomAgain();
    script.pass(Duration.ofSeconds(30));

    assertThat(signature.recorded()).isFalse();
    assertThat(signature.refusal().orElseThrow().line())
        .contains("Nothing was done", "was told to fail", "/halt", "go on meanwhile");
    waiting.is(Phase.Approving.class);
    assertThat(asked.state().phase()).isInstanceOf(Phase.None.class);
    assertThat(script.targets().changes()).isEmpty();
    waiting.takes(waiting.approval(CHI)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_change_that_runs_is_verified_and_its_next_step_waits_for_the_record() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web", "restart_mail");
    script.time().hold("host.service.restart");
    op.takes(op.approval(BEN)).is(Phase.Acting.class);
    script.disk(Fault.UNWRITABLE);
    script.time().release("host.service.restart");
    script.settle();
    script.pass(Duration.ofSeconds(20));

    assertThat(script.targets().changes()).containsExactly("host.service.restart prod/web");

    roomAgain();
    script.pass(Duration.ofSeconds(20));

    op.ended(Ending.SUCCEEDED);
    assertThat(script.targets().changes()).hasSize(2);
  }

  @Test
  void a_halt_holds_at_once_for_what_is_about_to_begin() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web", "restart_mail");
    script.time().hold("host.service.restart");
    op.takes(op.approval(BEN)).is(Phase.Acting.class);
    script.disk(Fault.UNWRITABLE);

    script.halt(BEN, "all");
    roomAgain();
    script.time().release("host.service.restart");
    script.settle();
    script.pass(LONG);

    assertThat(script.targets().changes()).containsExactly("host.service.restart prod/web");
    op.ended(Ending.ABORTED, ErrorCode.HALTED);
  }

  @Test
  void a_release_is_refused_since_changes_would_go_on() {
    halt();
    script.disk(Fault.UNWRITABLE);

    Answer release = script.tell(Halt.STREAM, new HaltInput.Release("drills:staging", BEN, false));

    assertThat(release.recorded()).isFalse();
    assertThat(release.refusal()).isPresent();
    assertThat(script.look(Halt.FAMILY, Halt.STREAM).halts()).containsKey("drills:staging");
    roomAgain();
    assertThat(script.stored(Halt.STREAM)).hasSize(1);
  }

  @Test
  void the_same_halt_delivered_twice_has_one_effect_and_one_answer() {
    script.disk(Fault.UNWRITABLE);
    HaltInput.Halt all = new HaltInput.Halt("all", BEN, "stop", List.of(), "");

    Answer first = script.deliver(Halt.STREAM, all, "k1");
    Answer again = script.deliver(Halt.STREAM, all, "k1");
    Answer other = script.deliver(Halt.STREAM, all, "k2");
    roomAgain();
    Answer later = script.deliver(Halt.STREAM, all, "k1");

    assertThat(again).isEqualTo(first);
    assertThat(other.refusal().orElseThrow().what()).contains("halted already");
    assertThat(later.recorded()).isTrue();
    assertThat(later.refusal()).isEmpty();
    assertThat(script.stored(Halt.STREAM)).hasSize(1);
  }

  @Test
  void who_loses_the_process_before_there_is_room_loses_nothing_that_was_recorded() {
    ScriptedOperation drill = injected();
    script.disk(Fault.UNWRITABLE);
    stopIt(drill);
    script.pass(LONG);
    script.crash();
    script.disk(Fault.NONE);

    script.start();
    script.pass(Duration.ofMinutes(30));

    assertThat(drill.state().isEnded()).isTrue();
    assertThat(script.targets().hasTimer(drill.id())).isFalse();
    assertThat(script.lock("staging", "web").holder()).isEmpty();
  }

  @Test
  void one_bot_of_two_only_starts_the_undo_and_records_it_later() {
    ScriptedOperation drill = injected();
    Optional<Recorded> last = Optional.of(script.all().getLast());
    script.diskOfOneOfTwo(Fault.UNWRITABLE);

    Answer stopped = stopIt(drill);

    assertThat(stopped.refusal()).isPresent();
    assertThat(script.targets().changes()).contains(START + " staging/web");
    assertThat(Optional.of(script.all().getLast())).isEqualTo(last);
    script.diskOfOneOfTwo(Fault.NONE);
    script.pass(Duration.ofMinutes(30));
    assertThat(drill.state().isEnded()).isTrue();
  }
}
