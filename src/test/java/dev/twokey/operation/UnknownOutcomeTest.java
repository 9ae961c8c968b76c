package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static dev.twokey.operation.Script.DEE;
import static dev.twokey.operation.Script.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Outcome;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** I3: what may have been done is verified and shown, never repeated. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UnknownOutcomeTest {
  private static final String RESTART = "host.service.restart";

  private final Script script = new Script();

  private ScriptedOperation crashedInTheMiddle() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");
    script.time().hold(RESTART);
    op.takes(op.approval(BEN)).is(Phase.Acting.class);
    script.crash();
    script.time().release(RESTART);
    script.start();
    script.pass(Duration.ofSeconds(2));
    return op;
  }

  private void neverRepeated(ScriptedOperation op) {
    assertThat(op.events(OperationEvent.StepBegan.class)).hasSize(1);
    assertThat(script.targets().changes()).hasSizeLessThan(2);
  }

  @Test
  void a_step_in_which_the_bot_died_is_verified_and_shown_to_people() {
    ScriptedOperation op = crashedInTheMiddle().is(Phase.Doubtful.class);

    assertThat(op.events(OperationEvent.StepLost.class)).hasSize(1);
    assertThat(((Phase.Doubtful) op.state().phase()).verified()).startsWith("verified");
    script.pass(Duration.ofHours(1));
    op.is(Phase.Doubtful.class);
    neverRepeated(op);
  }

  @Test
  void what_can_not_be_verified_is_shown_as_that() {
    script.targets().down("prod/web");
    ScriptedOperation op = crashedInTheMiddle();
    script.pass(Duration.ofSeconds(10));

    op.is(Phase.Doubtful.class);
    assertThat(((Phase.Doubtful) op.state().phase()).verified()).startsWith("not verified");
    neverRepeated(op);
  }

  @Test
  void a_person_says_that_it_was_done() {
    ScriptedOperation op = crashedInTheMiddle();

    op.takes(new OperationInput.Settle(ANA, true)).ended(Ending.SUCCEEDED);
    op.refuses(ErrorCode.STATE_WRONG, new OperationInput.Settle(ANA, true));
    neverRepeated(op);
    assertThat(script.lock("prod", "web").holder()).isEmpty();
  }

  @Test
  void a_person_says_that_it_was_not_done() {
    ScriptedOperation op = crashedInTheMiddle();

    op.takes(new OperationInput.Settle(DEE, false))
        .ended(Ending.NOT_DONE, ErrorCode.OUTCOME_UNKNOWN);
    assertThat(op.why().advice()).isNotBlank();
    neverRepeated(op);
    assertThat(script.lock("prod", "web").holder()).isEmpty();
  }

  @Test
  void a_person_takes_the_target_over_instead() {
    ScriptedOperation op = crashedInTheMiddle();

    op.takes(new OperationInput.TakeOver(DEE, "I look myself")).ended(Ending.TAKEN_OVER);
    neverRepeated(op);
  }

  @Test
  void only_a_responder_can_say_what_became_of_it() {
    ScriptedOperation op = crashedInTheMiddle();

    op.refuses(ErrorCode.ROLE_MISSING, new OperationInput.Settle(CHI, true));
    op.refuses(ErrorCode.ROLE_MISSING, new OperationInput.Settle(EVE, false));
  }

  @Test
  void nothing_can_be_said_where_nothing_is_unknown() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    op.refuses(ErrorCode.STATE_WRONG, new OperationInput.Settle(ANA, true));
  }

  @Test
  void a_change_that_failed_or_was_refused_ends_it_and_is_not_repeated() {
    Problem broke = new Problem(ErrorCode.SYSTEM_REFUSED, "It broke.", "Look.");
    script.targets().answers(RESTART, new Outcome.Failed(broke));

    ScriptedOperation op = script.ask(ANA, "prod", "restart_web", "restart_mail");
    op.takes(op.approval(BEN)).ended(Ending.FAILED, ErrorCode.SYSTEM_REFUSED);

    assertThat(op.events(OperationEvent.StepBegan.class)).hasSize(1);
  }

  @Test
  void what_somebody_wanted_stopped_does_not_go_on_when_its_step_is_said_to_be_done() {
    script.targets().down("prod/web");
    script.targets().cannotStart("prod/web");
    script.book(b -> b.replace("while: web_down.holds", "while: \"!mail.ok\""));
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web", "restart_mail");
    op.takes(op.approval(BEN)).is(Phase.Looking.class);

    op.takes(op.abort(DEE)).is(Phase.Doubtful.class);
    op.takes(new OperationInput.Settle(DEE, true)).ended(Ending.ABORTED);

    assertThat(script.targets().changes()).containsExactly(RESTART + " prod/web");
  }

  @Test
  void late_news_of_a_change_changes_nothing() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");
    script.time().hold(RESTART);
    op.takes(op.approval(BEN)).is(Phase.Acting.class);
    script.pass(Duration.ofSeconds(7));
    op.is(Phase.Doubtful.class);

    script.time().release(RESTART);
    script.settle();

    op.is(Phase.Doubtful.class);
    neverRepeated(op);
  }
}
