package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.guard.EvidenceLine;
import dev.twokey.guard.Here;
import dev.twokey.guard.Verdict;
import dev.twokey.inventory.Target;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What Twokey itself stands on is not changed by Twokey, or only with an extra approval. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SelfDependencyTest {
  private final Script script = new Script();

  private void standsOn(String what) {
    script.policy(p -> p + "twokey: {environment: prod, " + what + "}\n");
  }

  private void refused(ScriptedOperation op, ErrorCode code) {
    op.ended(Ending.REFUSED, code);
    assertThat(op.why().advice()).isNotBlank();
    assertThat(script.targets().changes()).isEmpty();
  }

  @Test
  void a_plan_that_hits_a_service_that_Twokey_needs_is_refused_and_says_what_to_do() {
    standsOn("services: [web]");

    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");

    refused(op, ErrorCode.SELF_DEPENDENCY);
    assertThat(op.why().what()).contains("the service web");
    assertThat(op.why().advice()).contains("by hand");
  }

  @Test
  void a_drill_that_hits_it_is_refused_too() {
    standsOn("services: [web]");

    refused(script.drill(ANA, "prod", "outage"), ErrorCode.SELF_DEPENDENCY);
  }

  @Test
  void another_service_and_another_environment_are_free() {
    standsOn("host: box, services: [web]");

    ScriptedOperation mail = script.ask(ANA, "prod", "restart_mail").is(Phase.Approving.class);
    assertThat(mail.verdict("self_dependency"))
        .isEqualTo(new Verdict.Allow("nothing that Twokey stands on"));
    assertThat(
            script
                .ask(ANA, "staging", "restart_web")
                .is(Phase.Confirming.class)
                .verdict("self_dependency"))
        .isEqualTo(new Verdict.NotAsked());
  }

  @Test
  void an_exemption_is_signed_by_other_people_and_names_what_is_hit() {
    standsOn("services: [web], exemption: {of: approver}");
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    assertThat(op.verdict("self_dependency"))
        .isInstanceOfSatisfying(
            Verdict.NeedsApproval.class,
            v ->
                assertThat(v.rule().says())
                    .contains("although Twokey itself stands on the service web"));

    op.takes(op.approval(BEN)).is(Phase.Approving.class);
    op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_policy_that_says_since_that_Twokey_stands_on_it_stops_it() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    standsOn("services: [web]");

    op.takes(op.approval(BEN));

    refused(op, ErrorCode.SELF_DEPENDENCY);
  }

  @Test
  void what_lies_on_Twokeys_own_machine_is_shown_with_the_time_at_which_that_was_found() {
    Instant found = script.time().now().minus(Duration.ofHours(1));
    script.here(new Here(Map.of(new Target("prod", "web"), "127.0.0.1"), found));

    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    assertThat(op.judgement("self_dependency").evidence())
        .containsExactly(
            new EvidenceLine(
                "WARNING: web lies on Twokey's own machine (127.0.0.1); what stops that stops"
                    + " Twokey",
                found));
    assertThat(script.ask(ANA, "prod", "restart_mail").judgement("self_dependency").evidence())
        .isEmpty();
  }
}
