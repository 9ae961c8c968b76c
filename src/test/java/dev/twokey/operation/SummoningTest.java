package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static dev.twokey.operation.Script.DEE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.engine.Work;
import dev.twokey.operation.OperationEvent.PagerAnswered;
import dev.twokey.operation.OperationEvent.PagerCalled;
import dev.twokey.operation.OperationEvent.SignersCalled;
import dev.twokey.operation.Summons.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** I13: a request does not wait on one person: on-call is called, then all, then the pager. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SummoningTest {
  private static final Work.Recipient PAGER = new Work.Recipient.Pager("pager");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Script script = new Script();

  SummoningTest() {
    script.people(p -> p.replace("fallback: [ana]", "fallback: [ana, ben, chi]"));
    script.policy(p ->
        p.replace("pending: 3m", "pending: 15m")
            + "escalation: {ask_on_call: 0s, ask_group: 2m, pager: 5m, pager_connection: pager}\n");
  }

  private ScriptedOperation asked() {
    return script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
  }

  private static List<SignersCalled> calls(ScriptedOperation op) {
    return op.events(SignersCalled.class);
  }

  @Test
  void the_first_on_call_who_may_sign_is_called_at_once_then_all_then_the_pager() {
    ScriptedOperation op = asked();
    assertThat(calls(op)).containsExactly(new SignersCalled(Kind.ON_CALL, List.of(BEN)));
    script.pass(MINUTE.multipliedBy(2));
    assertThat(calls(op))
        .containsExactly(
            new SignersCalled(Kind.ON_CALL, List.of(BEN)),
            new SignersCalled(Kind.GROUP, List.of(BEN, CHI, DEE)));
    assertThat(script.told().tries()).isZero();
    script.pass(MINUTE.multipliedBy(3));
    assertThat(script.told().heard()).containsExactly(op.id() + " " + PAGER);
    assertThat(op.events(PagerAnswered.class)).singleElement().matches(a -> a.why().isEmpty());
    op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
  }

  @Test
  void where_nobody_on_call_may_sign_all_who_may_are_called_at_once_and_only_once() {
    script.people(p -> p);
    ScriptedOperation op = asked();
    script.pass(MINUTE.multipliedBy(4));
    assertThat(calls(op))
        .containsExactly(
            new SignersCalled(Kind.ON_CALL, List.of()),
            new SignersCalled(Kind.GROUP, List.of(BEN, CHI, DEE)));
  }

  @Test
  void nobody_is_called_to_a_request_that_waits_no_more() {
    ScriptedOperation signed = asked();
    signed.takes(signed.approval(BEN)).ended(Ending.SUCCEEDED);
    ScriptedOperation back = asked();
    back.takes(back.abort(ANA));
    script.pass(Duration.ofMinutes(20));
    assertThat(calls(signed)).hasSize(1);
    assertThat(calls(back)).hasSize(1);
    assertThat(script.told().tries()).isZero();
  }

  @Test
  void a_restart_calls_nobody_a_second_time_and_forgets_nobody() {
    ScriptedOperation op = asked();
    script.pass(MINUTE);
    script.crash();
    script.start();
    assertThat(calls(op)).hasSize(1);
    script.crash();
    script.time().clock().pass(MINUTE.multipliedBy(5));
    script.start();
    script.settle();
    assertThat(calls(op)).extracting(SignersCalled::kind).containsExactly(Kind.ON_CALL, Kind.GROUP);
    assertThat(script.told().heard()).hasSize(1);
  }

  @Test
  void of_two_bots_one_calls() {
    script.start();
    ScriptedOperation op = asked();
    script.pass(MINUTE.multipliedBy(6));
    assertThat(calls(op)).hasSize(2);
    assertThat(op.events(PagerCalled.class)).hasSize(1);
    assertThat(script.told().tries()).isEqualTo(1);
  }

  @Test
  void a_request_that_expired_while_the_bot_was_away_calls_nobody() {
    ScriptedOperation op = asked();
    script.crash();
    script.time().clock().pass(Duration.ofMinutes(16));
    script.start();
    script.settle();
    op.ended(Ending.EXPIRED);
    assertThat(calls(op)).hasSize(1);
  }

  @Test
  void who_signed_already_is_not_called_again() {
    script.policy(p ->
        p.replace("quorum: 1, pending: 3m, start", "quorum: 2, pending: 15m, start")
            + "escalation: {ask_group: 2m}\n");
    ScriptedOperation op = asked();
    op.takes(op.approval(BEN));
    script.pass(MINUTE.multipliedBy(2));
    assertThat(calls(op).getLast().people()).containsExactly(CHI, DEE);
  }

  @Test
  void a_pager_that_does_not_answer_is_called_again_and_then_given_up_each_on_record() {
    script.told().cut(PAGER);
    ScriptedOperation op = asked();
    script.pass(MINUTE.multipliedBy(10));
    List<PagerAnswered> answers = op.events(PagerAnswered.class);
    assertThat(answers).hasSize(Summoning.ATTEMPTS_MAX).allMatch(a -> a.why().isPresent());
    assertThat(answers.getLast().again()).isEmpty();
    assertThat(op.state().summons().page().orElseThrow().state())
        .isInstanceOf(Summons.Page.State.GivenUp.class);
    op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_pager_that_answers_late_is_called_no_more() {
    script.told().cut(PAGER);
    ScriptedOperation op = asked();
    script.pass(MINUTE.multipliedBy(5));
    script.told().mend(PAGER);
    script.pass(MINUTE.multipliedBy(5));
    assertThat(op.events(PagerCalled.class)).hasSize(2);
    assertThat(script.told().heard()).hasSize(1);
  }

  @Test
  void a_call_whose_bot_died_is_made_again_by_the_next_one() {
    ScriptedOperation op = asked();
    script.time().hold("tell " + PAGER);
    script.pass(MINUTE.multipliedBy(5));
    assertThat(op.events(PagerCalled.class)).hasSize(1);
    script.crash();
    script.time().release("tell " + PAGER);
    script.start();
    script.settle();
    assertThat(op.events(PagerCalled.class)).hasSize(2);
    assertThat(script.told().heard()).hasSize(1);
  }

  @Test
  void a_pager_that_the_policy_no_longer_names_is_not_waited_for() {
    ScriptedOperation op = asked();
    script.policy(p -> p.replace("pending: 3m", "pending: 15m"));
    script.pass(MINUTE.multipliedBy(6));
    assertThat(op.events(PagerCalled.class)).isEmpty();
    op.is(Phase.Approving.class).takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_request_from_before_people_were_called_waits_as_it_did() {
    Operation old =
        Fold.start("op-1", script.time().now())
            .with(
                new OperationEvent.ApprovalAsked(
                    new dev.twokey.approval.Rule("approver", 1, MINUTE, MINUTE),
                    List.of(BEN),
                    script.time().now().plus(MINUTE)))
            .state();
    assertThat(old.summons()).isEqualTo(Summons.NONE);
    assertThat(new OperationDecider().work(old)).hasSize(1);
  }
}
