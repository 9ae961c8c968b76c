package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static dev.twokey.operation.Script.DEE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.incident.Lock;
import dev.twokey.incident.LockEvent;
import dev.twokey.inventory.Target;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** I13: one change at a time on a target, and nobody waits for ever on a person who is gone. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LockingTest {
  private static final String RESTART = "host.service.restart";

  private final Script script = new Script();

  private ScriptedOperation acting() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");
    script.time().hold(RESTART);
    return op.takes(op.approval(BEN)).is(Phase.Acting.class);
  }

  private ScriptedOperation unverified() {
    script.targets().down("prod/web");
    script.targets().cannotStart("prod/web");
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");
    return op.takes(op.approval(BEN)).is(Phase.Looking.class);
  }

  @Test
  void a_target_that_is_being_changed_is_refused_to_others_who_are_told_who_holds_it() {
    script.targets().losesAnswer(RESTART);
    ScriptedOperation first = script.ask(ANA, "prod", "restart_web");
    first.takes(first.approval(BEN)).is(Phase.Doubtful.class);

    ScriptedOperation other = script.ask(DEE, "prod", "restart_web");

    other.ended(Ending.REFUSED, ErrorCode.LOCKED);
    assertThat(other.why().what()).contains("prod/web", "ana");
    assertThat(other.why().advice()).contains("/takeover web");
  }

  @Test
  void a_lock_that_was_taken_after_the_plan_is_found_right_before_the_start() {
    ScriptedOperation waits = script.ask(DEE, "prod", "restart_web").is(Phase.Approving.class);
    acting();

    waits.takes(waits.approval(BEN)).ended(Ending.REFUSED, ErrorCode.LOCKED);
  }

  @Test
  void another_target_is_free() {
    script.targets().losesAnswer(RESTART);
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");
    op.takes(op.approval(BEN)).is(Phase.Doubtful.class);

    ScriptedOperation other = script.ask(DEE, "prod", "restart_mail");
    other.takes(other.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_lock_is_held_until_the_change_is_verified() {
    ScriptedOperation op = unverified();
    assertThat(script.lock("prod", "web").holder()).map(Lock.Holder::operation).contains(op.id());

    script.targets().up("prod/web");
    script.pass(Duration.ofSeconds(2));

    op.ended(Ending.SUCCEEDED);
    assertThat(script.lock("prod", "web").holder()).isEmpty();
    assertThat(script.lock("prod", "web").lastChange()).isPresent();
  }

  @Test
  void a_lock_is_held_while_nobody_knows_what_became_of_the_change() {
    script.targets().losesAnswer(RESTART);
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");
    op.takes(op.approval(BEN)).is(Phase.Doubtful.class);

    script.pass(Duration.ofHours(1));

    assertThat(script.lock("prod", "web").holder()).map(Lock.Holder::operation).contains(op.id());
  }

  @Test
  void a_responder_takes_a_target_over_with_a_reason_that_is_recorded() {
    ScriptedOperation op = unverified();

    op.refuses(ErrorCode.ROLE_MISSING, new OperationInput.TakeOver(CHI, "mine"));
    op.takes(new OperationInput.TakeOver(DEE, "ana left")).ended(Ending.TAKEN_OVER);

    assertThat(op.why().what()).contains("dee", "ana left");
    assertThat(script.lock("prod", "web").holder()).isEmpty();
    assertThat(script.stored(Lock.stream(new Target("prod", "web"))).getLast().event())
        .isEqualTo(new LockEvent.LockTakenOver(op.id(), DEE, "ana left"));
  }

  @Test
  void what_holds_nothing_can_not_be_taken_over() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    op.refuses(ErrorCode.STATE_WRONG, new OperationInput.TakeOver(DEE, "mine"));
  }

  @Test
  void a_drill_that_may_have_left_a_fault_can_not_be_taken_over_before_its_undo_I5() {
    ScriptedOperation op = script.drill(ANA, "staging", "self_healing").is(Phase.Looking.class);

    op.refuses(ErrorCode.STATE_WRONG, new OperationInput.TakeOver(DEE, "mine"));
  }
}
