package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Outcome;
import dev.twokey.gameday.DrillDraft;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** I5: an injected fault is undone, whatever happens. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DrillingTest {
  private static final String STOP = "host.service.stop";
  private static final String START = "host.service.start";
  private static final Duration LONG = Duration.ofMinutes(3);

  private static final String CALM =
      """

      ```yaml cause
      id: web_calm
      says: it runs
      when: web.state == "active"
      for: 3s
      ```

      ## Mitigations
      """;

  private final Script script = new Script();

  private ScriptedOperation injected() {
    script.book(b -> b.replace("recovered_by: undo", "recovered_by: itself"));
    ScriptedOperation op = script.drill(ANA, "staging", "outage").is(Phase.Looking.class);
    assertThat(script.targets().changes()).contains(STOP + " staging/web");
    return op;
  }

  private void undone(ScriptedOperation op) {
    assertThat(script.targets().changes()).contains(START + " staging/web");
    assertThat(script.targets().hasTimer(op.id())).isFalse();
    assertThat(script.lock("staging", "web").holder()).isEmpty();
  }

  @Test
  void a_drill_arms_the_timer_then_breaks_then_mends_then_takes_the_timer_away() {
    ScriptedOperation op = script.drill(ANA, "staging", "outage");
    script.pass(LONG);

    op.ended(Ending.SUCCEEDED);
    assertThat(script.targets().changes())
        .extracting(c -> c.substring(0, c.indexOf(' ')))
        .containsExactly("host.timer.arm", STOP, START, "host.timer.disarm");
    undone(op);
  }

  @Test
  void anybody_of_the_roster_may_stop_a_drill_and_it_is_undone() {
    ScriptedOperation op = injected();

    op.takes(op.abort(EVE));
    script.pass(LONG);

    op.ended(Ending.ABORTED);
    undone(op);
  }

  @Test
  void a_drill_ends_and_is_undone_when_its_abort_condition_holds() {
    ScriptedOperation op = injected();

    script.targets().down("staging/mail");
    script.pass(LONG);

    op.ended(Ending.ABORTED, ErrorCode.CANCELLED);
    assertThat(op.why().what()).contains("abort condition holds");
    undone(op);
  }

  @Test
  void an_abort_condition_that_can_not_be_told_counts_as_met() {
    ScriptedOperation op = injected();

    script.targets().unreadable("staging/mail");
    script.pass(LONG);

    op.ended(Ending.ABORTED, ErrorCode.CANCELLED);
    assertThat(op.why().what()).contains("can't be told");
    undone(op);
  }

  @Test
  void an_undo_is_repeated_until_it_is_verified() {
    ScriptedOperation op = injected();
    script.targets().cannotStart("staging/web");
    op.takes(op.abort(ANA));

    script.pass(Duration.ofMinutes(10));
    assertThat(op.state().isEnded()).isFalse();
    assertThat(script.lock("staging", "web").holder()).isPresent();
    op.refuses(ErrorCode.STATE_WRONG, op.abort(ANA));

    script.targets().canStart("staging/web");
    script.pass(Duration.ofMinutes(10));
    op.ended(Ending.ABORTED);
    assertThat(undos(op)).isGreaterThan(1);
    undone(op);
  }

  @Test
  void an_undo_that_fails_or_gives_no_answer_is_done_again() {
    ScriptedOperation op = injected();
    Problem broke = new Problem(ErrorCode.SYSTEM_REFUSED, "It broke.", "Look.");
    script.targets().answers(START, new Outcome.Failed(broke));
    script.targets().losesAnswer(START);

    op.takes(op.abort(ANA));
    script.pass(LONG);

    op.ended(Ending.ABORTED);
    assertThat(undos(op)).isEqualTo(3);
    undone(op);
  }

  private static long undos(ScriptedOperation op) {
    return op.events(OperationEvent.StepBegan.class).stream()
        .filter(e -> e.step().equals(DrillDraft.UNDO))
        .count();
  }

  @Test
  void a_fault_of_which_nobody_knows_whether_it_came_is_undone() {
    script.targets().losesAnswer(STOP);

    ScriptedOperation op = script.drill(ANA, "staging", "outage");
    script.pass(LONG);

    op.ended(Ending.FAILED, ErrorCode.OUTCOME_UNKNOWN);
    undone(op);
  }

  @Test
  void a_bot_that_dies_in_the_inject_leaves_no_fault() {
    script.time().hold("host.timer");
    ScriptedOperation op = script.drill(ANA, "staging", "outage").is(Phase.Looking.class);
    script.time().hold(STOP);
    script.time().release("host.timer");
    script.settle();
    op.is(Phase.Acting.class);

    diesAndComesBack(STOP);

    op.ended(Ending.FAILED);
    undone(op);
  }

  @Test
  void a_bot_that_dies_in_the_undo_does_it_again() {
    ScriptedOperation op = injected();
    script.time().hold(START);
    op.takes(op.abort(ANA)).is(Phase.Acting.class);

    diesAndComesBack(START);

    op.ended(Ending.ABORTED);
    assertThat(undos(op)).isEqualTo(2);
    undone(op);
  }

  private void diesAndComesBack(String held) {
    script.crash();
    script.time().release(held);
    script.start();
    script.pass(LONG);
  }

  @Test
  void nothing_is_broken_when_the_timer_could_be_over_before_the_fault() {
    script.time().hold("host.timer");
    ScriptedOperation op = script.drill(ANA, "staging", "outage").is(Phase.Looking.class);
    script.time().clock().pass(Duration.ofSeconds(26));

    script.time().release("host.timer");
    script.settle();
    script.pass(LONG);

    op.ended(Ending.FAILED, ErrorCode.DRILL_REFUSED);
    assertThat(script.targets().changes()).doesNotContain(STOP + " staging/web");
    undone(op);
  }

  @Test
  void a_cause_that_must_hold_for_a_while_is_detected_when_it_has() {
    script.book(
        b -> b.replace("when: web.state != \"active\"", "when: web.state != \"active\"\nfor: 3s"));

    ScriptedOperation op = script.drill(ANA, "staging", "outage");
    script.pass(LONG);

    op.ended(Ending.SUCCEEDED);
    assertThat(op.state().causes()).containsKey("house.web_down");
    StepLog detect =
        op.state().log().stream()
            .filter(l -> op.state().step(l.cursor()).id().equals(DrillDraft.DETECT))
            .findFirst()
            .orElseThrow();
    assertThat(detect.state()).isEqualTo(StepLog.State.DONE);
    assertThat(Duration.between(detect.began(), detect.ended().orElseThrow()))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
  }

  @Test
  void a_verification_by_a_cause_that_must_hold_for_a_while_waits_for_it() {
    script.book(b ->
        b.replace("\n## Mitigations\n", CALM)
            .replace("verify: web.ok\nwithin", "verify: web_calm.holds\nwithin"));
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");

    op.takes(op.approval(BEN)).is(Phase.Looking.class);
    script.pass(Duration.ofSeconds(2));
    op.is(Phase.Looking.class);
    script.pass(Duration.ofSeconds(3));
    op.ended(Ending.SUCCEEDED);
  }
}
