package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static dev.twokey.operation.Script.DEE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.engine.Answer;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What went wrong with locks and drills elsewhere; the page about others' bugs says where. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OthersLocksTest {
  private static final String RESTART = "host.service.restart";

  private final Script script = new Script();

  /** A drill that goes on for a while: people would have to find the fault. */
  private ScriptedOperation breaking(PersonId by, String environment) {
    script.book(b -> b.replace("recovered_by: undo", "recovered_by: itself"));
    script.policy(p -> p.replace(", phrase: BREAK-PROD", ""));
    return script.drill(by, environment, "outage");
  }

  @Test
  void two_bots_that_start_two_changes_of_one_target_at_once_start_one() {
    script.start();
    ScriptedOperation one = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    ScriptedOperation other = script.ask(DEE, "prod", "restart_web").is(Phase.Approving.class);

    List<Answer> answers =
        script.race(one.stream(), one.approval(CHI), other.stream(), other.approval(BEN));

    assertThat(answers).extracting(Answer::refusal).containsOnly(Optional.empty());
    one.ended(Ending.SUCCEEDED);
    other.ended(Ending.REFUSED, ErrorCode.LOCKED);
    assertThat(script.targets().changes()).hasSize(1);
  }

  @Test
  void a_lock_binds_drills_as_it_binds_changes_and_the_other_way_round() {
    ScriptedOperation change = script.ask(ANA, "prod", "restart_web");
    script.time().hold(RESTART);
    change.takes(change.approval(BEN)).is(Phase.Acting.class);
    breaking(ANA, "prod").ended(Ending.REFUSED, ErrorCode.LOCKED);

    script.time().release(RESTART);
    script.settle();
    change.ended(Ending.SUCCEEDED);
    ScriptedOperation drill = breaking(ANA, "prod").is(Phase.Approving.class);
    drill.takes(drill.approval(BEN)).is(Phase.Looking.class);

    script.ask(DEE, "prod", "restart_web").ended(Ending.REFUSED, ErrorCode.LOCKED);
  }

  @Test
  void two_drills_do_not_break_one_target_at_once() {
    ScriptedOperation first = breaking(ANA, "staging").is(Phase.Looking.class);

    breaking(DEE, "staging").ended(Ending.REFUSED, ErrorCode.LOCKED);

    script.pass(Duration.ofMinutes(3));
    assertThat(first.state().isEnded()).isTrue();
    assertThat(script.targets().changes()).filteredOn(c -> c.contains("service.stop")).hasSize(1);
    assertThat(script.targets().hasTimer(first.id())).isFalse();
  }

  @Test
  void an_operation_that_waits_for_people_holds_no_lock() {
    script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    ScriptedOperation other = script.ask(DEE, "prod", "restart_web").is(Phase.Approving.class);

    other.takes(other.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void the_order_in_which_people_sign_is_the_order_in_which_it_runs() {
    ScriptedOperation web = script.ask(ANA, "prod", "restart_web");
    ScriptedOperation mail = script.ask(DEE, "prod", "restart_mail");
    script.time().hold(RESTART);
    mail.takes(mail.approval(BEN)).is(Phase.Acting.class);
    web.takes(web.approval(BEN)).is(Phase.Acting.class);

    script.time().release(RESTART);
    script.settle();

    assertThat(script.targets().changes())
        .containsExactly(RESTART + " prod/mail", RESTART + " prod/web");
  }
}
