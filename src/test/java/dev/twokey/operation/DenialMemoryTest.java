package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static dev.twokey.operation.Script.DEE;
import static dev.twokey.operation.Script.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.approval.Rule;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A denial is shown with the next request of the same, which never gets a cheaper rule. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DenialMemoryTest {
  private final Script script = new Script();

  private void denied() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    op.takes(op.denial(BEN, "not while the import runs")).ended(Ending.DENIED);
  }

  private ScriptedOperation again() {
    return script.ask(DEE, "prod", "restart_web").is(Phase.Approving.class);
  }

  private static Rule rule(ScriptedOperation op) {
    return ((Phase.Approving) op.state().phase()).rule();
  }

  @Test
  void whoever_asks_for_the_same_carries_the_denial() {
    denied();

    ScriptedOperation op = again();

    assertThat(op.state().earlierDenials())
        .singleElement()
        .satisfies(d -> {
          assertThat(d.by()).isEqualTo(BEN);
          assertThat(d.reason()).isEqualTo("not while the import runs");
        });
    op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
  }

  @Test
  void another_target_or_environment_carries_none() {
    denied();

    assertThat(script.ask(ANA, "prod", "restart_mail").state().earlierDenials()).isEmpty();
    assertThat(script.ask(ANA, "staging", "restart_web").state().earlierDenials()).isEmpty();
  }

  @Test
  void after_a_day_it_is_forgotten() {
    denied();
    script.pass(Duration.ofHours(24));

    assertThat(again().state().earlierDenials()).isEmpty();
  }

  @Test
  void a_policy_that_became_cheaper_since_does_not_make_the_same_cheaper() {
    denied();
    script.policy(p ->
        p.replace(
            "approval: {of: approver, quorum: 1, pending: 3m, start_within: 2m}",
            "confirm: false"));

    ScriptedOperation op = again();

    assertThat(rule(op).of()).isEqualTo("approver");
    op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
    script.ask(DEE, "prod", "restart_mail").ended(Ending.SUCCEEDED);
  }

  @Test
  void as_many_people_must_sign_as_before() {
    script.policy(p -> p.replace("quorum: 1, pending: 3m, start", "quorum: 2, pending: 3m, start"));
    denied();
    script.policy(p -> p);

    assertThat(rule(again()).quorum()).isEqualTo(2);
  }

  @Test
  void break_glass_does_not_go_around_a_denial() {
    denied();
    ScriptedOperation op = again();

    op.refuses(ErrorCode.BREAK_GLASS_REFUSED, op.glass(DEE));
  }

  @Test
  void a_denial_that_counted_for_nothing_is_not_remembered() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    op.refuses(ErrorCode.ROLE_MISSING, op.denial(EVE, "no"));
    op.takes(op.abort(ANA));

    assertThat(again().state().earlierDenials()).isEmpty();
  }
}
