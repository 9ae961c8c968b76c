package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.problem.ErrorCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** I1, I2: what was signed is what is done, or nothing is. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SupersedingTest {
  private final Script script = new Script();
  private final ScriptedOperation op =
      script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

  private void superseded(ErrorCode code) {
    op.ended(Ending.SUPERSEDED, code);
    assertThat(op.why().advice()).startsWith("Ask for it again");
    assertThat(script.targets().changes()).isEmpty();
    assertThat(script.lock("prod", "web").holder()).isEmpty();
  }

  private void canBePlannedAgain() {
    ScriptedOperation again = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    again.takes(again.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_target_that_changed_since_it_was_planned_is_left_alone_and_can_be_planned_again() {
    script.targets().changedByOthers();

    op.takes(op.approval(BEN))
        .went("Drafting", "Weighing", "Approving", "Proving", "Acting", "Ended");

    superseded(ErrorCode.TARGET_CHANGED);
    canBePlannedAgain();
  }

  @Test
  void a_target_that_was_left_alone_does_not_rest() {
    script.targets().changedByOthers();

    op.takes(op.approval(BEN));

    assertThat(script.lock("prod", "web").lastChange()).isEmpty();
  }

  @Test
  void a_runbook_block_of_the_plan_that_changed_supersedes_it() {
    script.book(b -> b.replace("id: restart_web\nrun", "id: restart_web\nsays: again\nrun"));

    op.takes(op.approval(BEN));

    superseded(ErrorCode.PLAN_SUPERSEDED);
    canBePlannedAgain();
  }

  @Test
  void a_rule_of_the_policy_that_changed_supersedes_it() {
    script.policy(p -> p.replace("start_within: 2m", "start_within: 4m"));

    op.takes(op.approval(BEN));

    superseded(ErrorCode.PLAN_SUPERSEDED);
    canBePlannedAgain();
  }

  @Test
  void an_edit_of_anything_else_voids_nothing() {
    script.book(b ->
        b.replace("Mend the web first.", "Mend it first.")
            .replace("nothing answers", "it is silent"));
    script.policy(p -> p.replace("confirm: true", "confirm: true, cooldown: 20s"));
    script.people(p -> p.replace("name: Eve", "name: Eva"));

    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
  }
}
