package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** I2: what one person must say again, by a press or by a phrase. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConfirmingTest {
  private final Script script = new Script();

  private ScriptedOperation pressed() {
    return script.ask(ANA, "staging", "restart_web").went("Drafting", "Weighing", "Confirming");
  }

  private ScriptedOperation typed() {
    script.policy(p -> p.replace("confirm: true", "phrase: RESTART-IT"));
    return pressed();
  }

  @Test
  void a_change_in_staging_runs_after_a_press() {
    ScriptedOperation op = pressed();
    assertThat(script.targets().changes()).isEmpty();

    op.takes(op.confirmation(ANA, ""))
        .went("Confirming", "Proving", "Acting", "Looking", "Ended")
        .ended(Ending.SUCCEEDED);
    assertThat(op.state().authority()).contains(new Authority.Confirmed(ANA));
  }

  @Test
  void nobody_else_can_confirm_it() {
    ScriptedOperation op = pressed();

    op.refuses(ErrorCode.ROLE_MISSING, op.confirmation(BEN, ""));
    assertThat(script.targets().changes()).isEmpty();
  }

  @Test
  void a_wrong_phrase_starts_nothing_and_can_be_typed_again() {
    ScriptedOperation op = typed();

    op.refuses(ErrorCode.PHRASE_WRONG, op.confirmation(ANA, "restart-it"));
    op.refuses(ErrorCode.PHRASE_WRONG, op.confirmation(ANA, ""));
    assertThat(script.targets().changes()).isEmpty();
    op.takes(op.confirmation(ANA, "RESTART-IT")).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_press_on_a_card_of_another_plan_starts_nothing() {
    ScriptedOperation op = pressed();

    op.refuses(ErrorCode.APPROVAL_STALE, new OperationInput.Confirm(ANA, "0".repeat(64), ""));
  }

  @Test
  void what_nobody_confirms_expires() {
    ScriptedOperation op = pressed();

    script.pass(Duration.ofMinutes(10));
    op.went("Confirming", "Ended").ended(Ending.EXPIRED, ErrorCode.APPROVAL_EXPIRED);
    op.refuses(ErrorCode.STATE_WRONG, op.confirmation(ANA, ""));
    assertThat(script.targets().changes()).isEmpty();
  }

  @Test
  void a_second_press_does_nothing_more_I3() {
    ScriptedOperation op = pressed();

    op.takes(op.confirmation(ANA, "")).ended(Ending.SUCCEEDED);
    op.refuses(ErrorCode.STATE_WRONG, op.confirmation(ANA, ""));
    assertThat(script.targets().changes()).hasSize(1);
  }

  @Test
  void who_lacks_the_role_is_refused_at_once() {
    ScriptedOperation op = script.ask(EVE, "staging", "restart_web");

    op.went("Drafting", "Weighing", "Ended").ended(Ending.REFUSED, ErrorCode.ROLE_MISSING);
    assertThat(op.why().advice()).isNotBlank();
  }
}
