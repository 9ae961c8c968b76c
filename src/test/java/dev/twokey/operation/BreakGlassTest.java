package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static dev.twokey.operation.Script.DEE;
import static dev.twokey.operation.Script.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Risk;
import dev.twokey.engine.Answer;
import dev.twokey.plan.Draft;
import dev.twokey.problem.ErrorCode;
import dev.twokey.sim.Drafts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** I2: one key alone, only where the policy says so, after a delay, and not often. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BreakGlassTest {
  private static final Duration DELAY = Duration.ofSeconds(60);

  private final Script script = new Script();

  BreakGlassTest() {
    script.policy(p -> p.replace("delay: 30s", "delay: 60s"));
  }

  private ScriptedOperation asked() {
    return script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
  }

  private ScriptedOperation broken() {
    ScriptedOperation op = asked();
    op.takes(op.glass(ANA)).is(Phase.Approving.class);
    assertThat(((Phase.Approving) op.state().phase()).glass()).isPresent();
    return op;
  }

  @Test
  void it_starts_after_the_delay_and_not_before_and_is_on_record_for_review() {
    ScriptedOperation op = broken();

    script.pass(DELAY.minusSeconds(1));
    op.is(Phase.Approving.class);
    assertThat(script.targets().changes()).isEmpty();

    script.pass(Duration.ofSeconds(1));
    op.ended(Ending.SUCCEEDED);
    assertThat(op.state().authority())
        .get()
        .isInstanceOfSatisfying(
            Authority.BrokenGlass.class,
            g -> {
              assertThat(g.by()).isEqualTo(ANA);
              assertThat(g.reason()).isEqualTo("nobody is awake");
            });
    assertThat(op.events(OperationEvent.GlassBroken.class)).hasSize(1);
  }

  @Test
  void without_a_rule_in_the_policy_it_is_refused() {
    script.policy(p -> p.replaceAll("(?m)^break_glass.*$", ""));
    ScriptedOperation op = asked();

    op.refuses(ErrorCode.BREAK_GLASS_REFUSED, op.glass(ANA));
  }

  @Test
  void the_code_must_be_this_plans() {
    ScriptedOperation op = asked();

    op.refuses(
        ErrorCode.BREAK_GLASS_REFUSED,
        new OperationInput.BreakGlass(ANA, "0000-0000", "nobody is awake"));
  }

  @Test
  void it_needs_a_reason() {
    ScriptedOperation op = asked();

    op.refuses(
        ErrorCode.BREAK_GLASS_REFUSED,
        new OperationInput.BreakGlass(ANA, op.state().hash().code(), "  "));
  }

  @Test
  void it_needs_the_role() {
    ScriptedOperation op = asked();

    op.refuses(ErrorCode.BREAK_GLASS_REFUSED, op.glass(CHI));
    op.refuses(ErrorCode.BREAK_GLASS_REFUSED, op.glass(EVE));
  }

  @Test
  void it_is_never_for_what_destroys() {
    script.policy(p ->
        p.replace(
            "  drill: {role: responder, approval",
            "  destroy: {role: responder, approval: {of: approver, quorum: 1}}\n"
                + "    drill: {role: responder, approval"));
    Draft change = Drafts.change(script.known(), "prod", List.of("restart_web"), false);
    ScriptedOperation op =
        script.ask(ANA, withRisk(change, Risk.DESTROY)).is(Phase.Approving.class);

    op.refuses(ErrorCode.BREAK_GLASS_REFUSED, op.glass(ANA));
  }

  private static Draft withRisk(Draft d, Risk risk) {
    return new Draft(
        d.title(),
        d.environment(),
        risk,
        d.steps(),
        d.lastly(),
        d.needs(),
        d.abortWhen(),
        d.blocks(),
        d.effects(),
        d.notes(),
        d.reason(),
        d.drill());
  }

  @Test
  void it_is_never_for_drills() {
    ScriptedOperation op = script.drill(ANA, "prod", "outage").is(Phase.Confirming.class);
    op.takes(op.confirmation(ANA, "BREAK-PROD")).is(Phase.Approving.class);

    op.refuses(ErrorCode.BREAK_GLASS_REFUSED, op.glass(ANA));
  }

  @Test
  void anyone_may_stop_it_during_the_delay() {
    ScriptedOperation op = broken();

    op.takes(op.abort(EVE)).ended(Ending.ABORTED);
    script.pass(DELAY);
    op.ended(Ending.ABORTED);
    assertThat(script.targets().changes()).isEmpty();
  }

  @Test
  void it_can_be_broken_once_and_signed_during_the_delay() {
    ScriptedOperation op = broken();

    op.refuses(ErrorCode.STATE_WRONG, op.glass(BEN));
    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
    assertThat(op.state().authority()).get().isInstanceOf(Authority.Approved.class);
  }

  @Test
  void a_signature_after_the_requests_expiry_neither_starts_nor_ends_what_the_glass_lets_run() {
    ScriptedOperation op = asked();
    script.pass(Duration.ofMinutes(3).minusSeconds(10));
    op.takes(op.glass(ANA));
    script.pass(Duration.ofSeconds(20));

    op.refuses(ErrorCode.APPROVAL_EXPIRED, op.approval(BEN));
    script.pass(DELAY);
    op.ended(Ending.SUCCEEDED);
    assertThat(op.state().authority()).get().isInstanceOf(Authority.BrokenGlass.class);
  }

  @Test
  void a_broken_glass_is_waited_for_and_not_woken_again_and_again_by_the_old_expiry() {
    ScriptedOperation op = asked();
    script.pass(Duration.ofMinutes(3).minusSeconds(10));
    op.takes(op.glass(ANA));

    script.pass(DELAY.minusSeconds(1));

    op.is(Phase.Approving.class);
    script.pass(Duration.ofSeconds(1));
    op.ended(Ending.SUCCEEDED);
  }

  @Test
  void a_person_has_so_many_a_week_and_no_more() {
    script.policy(p -> p.replace("delay: 30s", "delay: 60s, per_person_a_week: 1"));
    ScriptedOperation first = broken();
    first.takes(first.abort(BEN));
    ScriptedOperation second = asked();

    second.refuses(ErrorCode.BREAK_GLASS_REFUSED, second.glass(ANA));
    second.takes(second.glass(DEE)).takes(second.abort(BEN));

    script.pass(Duration.ofDays(7).plusSeconds(1));
    ScriptedOperation later = asked();
    later.takes(later.glass(ANA));
  }

  @Test
  void two_of_one_person_at_the_same_moment_are_counted_one_after_the_other() {
    script.policy(p -> p.replace("delay: 30s", "delay: 60s, per_person_a_week: 1"));
    script.start();
    ScriptedOperation web = asked();
    ScriptedOperation mail = script.ask(ANA, "prod", "restart_mail").is(Phase.Approving.class);

    List<Answer> answers =
        script.race(web.stream(), web.glass(ANA), mail.stream(), mail.glass(ANA));

    assertThat(answers.getFirst().refusal()).isEmpty();
    ScriptedOperation.assertRefusal(answers.getLast(), ErrorCode.BREAK_GLASS_REFUSED);
  }
}
