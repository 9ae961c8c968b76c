package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A halt stops changes in its scope, before and in the middle; what mends goes on (I5). */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HaltingTest {
  private static final String RESTART = "host.service.restart";

  private final Script script = new Script();

  private ScriptedOperation acting() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web", "restart_mail");
    script.time().hold(RESTART);
    return op.takes(op.approval(BEN)).is(Phase.Acting.class);
  }

  private void goesOn() {
    script.time().release(RESTART);
    script.settle();
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "environment:prod"})
  void what_is_halted_is_refused_when_it_is_asked_for(String scope) {
    script.halt(BEN, scope);

    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");

    op.ended(Ending.REFUSED, ErrorCode.HALTED);
    assertThat(op.why().advice()).contains("/release " + scope);
  }

  @ParameterizedTest
  @ValueSource(strings = {"environment:staging", "drills:prod", "operation:another"})
  void a_halt_of_something_else_stops_nothing(String scope) {
    script.halt(BEN, scope);

    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");
    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_halt_of_drills_refuses_drills() {
    script.halt(BEN, "drills:staging");

    script.drill(ANA, "staging", "outage").ended(Ending.REFUSED, ErrorCode.HALTED);
  }

  @Test
  void a_halt_between_the_signature_and_the_start_is_judged_right_before_the_start() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    script.halt(BEN, "operation:" + op.id());

    op.takes(op.approval(BEN)).ended(Ending.REFUSED, ErrorCode.HALTED);
    assertThat(script.targets().changes()).isEmpty();
  }

  @Test
  void a_halt_in_the_middle_lets_the_step_end_and_begins_no_other() {
    ScriptedOperation op = acting();
    script.halt(BEN, "all");

    op.takes(new OperationInput.Halted(BEN, "all")).is(Phase.Acting.class);
    goesOn();

    op.ended(Ending.ABORTED);
    assertThat(script.targets().changes()).containsExactly(RESTART + " prod/web");
  }

  @Test
  void a_halt_that_an_operation_was_not_told_of_is_found_before_its_next_step() {
    ScriptedOperation op = acting();
    script.halt(BEN, "environment:prod");

    goesOn();

    op.ended(Ending.ABORTED, ErrorCode.HALTED);
    assertThat(script.targets().changes()).containsExactly(RESTART + " prod/web");
  }

  @Test
  void the_undo_of_a_drill_goes_on_under_a_halt_I5() {
    ScriptedOperation op = script.drill(ANA, "staging", "self_healing").is(Phase.Looking.class);
    assertThat(script.targets().changes()).contains("host.service.stop staging/mail");
    script.halt(BEN, "all");

    op.takes(new OperationInput.Halted(BEN, "all"));
    script.pass(Duration.ofMinutes(1));

    op.ended(Ending.ABORTED, ErrorCode.HALTED);
    assertThat(script.targets().changes()).contains("host.service.start staging/mail");
    assertThat(script.targets().hasTimer(op.id())).isFalse();
  }
}
