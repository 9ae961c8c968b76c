package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static dev.twokey.operation.Script.DEE;
import static dev.twokey.operation.Script.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.engine.Answer;
import dev.twokey.people.Account;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** I2: the second key, turned by another person, on this plan, in time. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SigningTest {
  private final Script script = new Script();

  private ScriptedOperation asked() {
    return script.ask(ANA, "prod", "restart_web").went("Drafting", "Weighing", "Approving");
  }

  private ScriptedOperation twoMustSign() {
    script.policy(p -> p.replace("quorum: 1, pending: 3m, start", "quorum: 2, pending: 3m, start"));
    return asked();
  }

  private void nothingWasDone() {
    assertThat(script.targets().changes()).isEmpty();
  }

  @Test
  void a_change_in_prod_waits_for_a_second_person_and_runs_after_the_signature_I1_I2() {
    ScriptedOperation op = asked();
    nothingWasDone();

    op.takes(op.approval(BEN))
        .went("Approving", "Proving", "Acting", "Looking", "Ended")
        .ended(Ending.SUCCEEDED);

    assertThat(script.targets().changes()).containsExactly("host.service.restart prod/web");
    assertThat(op.state().authority())
        .get()
        .isInstanceOfSatisfying(
            Authority.Approved.class, a -> assertThat(a.by()).containsExactly(BEN));
    assertThat(op.events(OperationEvent.Authorised.class)).hasSize(1);
  }

  @Test
  void one_person_who_signs_twice_is_one_key() {
    ScriptedOperation op = twoMustSign();

    op.takes(op.approval(BEN)).is(Phase.Approving.class);
    op.refuses(ErrorCode.APPROVAL_TWICE, op.approval(BEN));
    nothingWasDone();

    op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
  }

  @Test
  void one_person_on_two_accounts_is_one_key() {
    ScriptedOperation op = twoMustSign();
    Account slack = new Account("slack", "T1/U2");

    op.takes(op.approval(BEN)).is(Phase.Approving.class);
    op.refuses(
        ErrorCode.APPROVAL_TWICE,
        new OperationInput.Sign(op.review(BEN, slack, true, op.hash(), "")));
    nothingWasDone();
  }

  @Test
  void who_asked_is_never_the_second_key() {
    ScriptedOperation op =
        script.ask(BEN, "prod", "restart_web").went("Drafting", "Weighing", "Approving");

    op.refuses(ErrorCode.APPROVAL_OWN, op.approval(BEN));
    Account slack = new Account("slack", "T1/U2");
    op.refuses(
        ErrorCode.APPROVAL_OWN,
        new OperationInput.Sign(op.review(BEN, slack, true, op.hash(), "")));
    nothingWasDone();

    op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_signature_on_a_card_of_another_plan_counts_for_nothing() {
    ScriptedOperation op = asked();
    Account account = new Account("console", "ben");

    op.refuses(
        ErrorCode.APPROVAL_STALE,
        new OperationInput.Sign(op.review(BEN, account, true, "0".repeat(64), "")));
    nothingWasDone();
  }

  @Test
  void a_request_that_nobody_signed_expires_and_a_late_signature_is_told_so() {
    ScriptedOperation op = asked();

    script.pass(Duration.ofMinutes(3));
    op.went("Approving", "Ended").ended(Ending.EXPIRED, ErrorCode.APPROVAL_EXPIRED);
    op.refuses(ErrorCode.STATE_WRONG, op.approval(BEN));
    nothingWasDone();
  }

  @Test
  void a_signature_that_comes_before_its_expiry_was_noticed_is_late_all_the_same() {
    ScriptedOperation op = asked();
    script.time().clock().pass(Duration.ofMinutes(3).plusSeconds(1));

    Answer answer = script.tell(op.stream(), op.approval(BEN));

    assertThat(answer.refusal()).isPresent();
    op.ended(Ending.EXPIRED);
    nothingWasDone();
  }

  @Test
  void a_denial_with_a_reason_ends_it_and_nobody_can_sign_it_afterwards() {
    ScriptedOperation op = asked();

    op.refuses(ErrorCode.ARGUMENT_MISSING, op.denial(BEN, " "));
    op.takes(op.denial(BEN, "not while the import runs"))
        .went("Approving", "Ended")
        .ended(Ending.DENIED, ErrorCode.APPROVAL_DENIED);
    assertThat(op.why().what()).contains("ben", "not while the import runs");
    op.refuses(ErrorCode.STATE_WRONG, op.approval(CHI));
    nothingWasDone();
  }

  @Test
  void a_denial_of_one_signer_of_two_ends_it() {
    ScriptedOperation op = twoMustSign();

    op.takes(op.approval(BEN)).takes(op.denial(CHI, "wrong host")).ended(Ending.DENIED);
    nothingWasDone();
  }

  @Test
  void a_word_of_somebody_who_may_not_sign_counts_for_nothing() {
    ScriptedOperation op = asked();

    op.refuses(ErrorCode.ROLE_MISSING, op.denial(EVE, "I don't like it"));
    op.refuses(ErrorCode.ROLE_MISSING, op.approval(EVE));
    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void only_who_asked_can_withdraw_it_and_nobody_can_sign_it_afterwards() {
    ScriptedOperation op = asked();

    op.refuses(ErrorCode.ROLE_MISSING, op.abort(BEN));
    op.takes(op.abort(ANA)).went("Approving", "Ended").ended(Ending.WITHDRAWN);
    op.refuses(ErrorCode.STATE_WRONG, op.approval(BEN));
    op.refuses(ErrorCode.STATE_WRONG, op.abort(ANA));
    nothingWasDone();
  }

  @Test
  void two_signatures_in_one_moment_start_it_once_I3() {
    ScriptedOperation op = asked();

    List<Answer> answers =
        script.together(op.stream(), op.approval(BEN), op.stream(), op.approval(CHI));

    assertThat(answers.getFirst().refusal()).isEmpty();
    ScriptedOperation.assertRefusal(answers.getLast(), ErrorCode.STATE_WRONG);
    assertThat(op.events(OperationEvent.Authorised.class)).hasSize(1);
    assertThat(script.targets().changes()).hasSize(1);
  }

  @Test
  void two_signatures_that_two_bots_decide_on_at_once_start_it_once_I3() {
    script.start();
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    List<Answer> answers =
        script.race(op.stream(), op.approval(CHI), op.stream(), op.approval(BEN));

    assertThat(answers.getFirst().refusal()).isEmpty();
    ScriptedOperation.assertRefusal(answers.getLast(), ErrorCode.STATE_WRONG);
    assertThat(op.events(OperationEvent.Authorised.class)).hasSize(1);
    assertThat(op.events(OperationEvent.Reviewed.class)).hasSize(1);
    assertThat(script.targets().changes()).hasSize(1);
  }

  @Test
  void a_signature_and_a_denial_that_two_bots_decide_on_at_once_have_one_winner() {
    script.start();
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    List<Answer> answers =
        script.race(op.stream(), op.denial(CHI, "stop"), op.stream(), op.approval(BEN));

    ScriptedOperation.assertRefusal(answers.getLast(), ErrorCode.STATE_WRONG);
    op.ended(Ending.DENIED);
    nothingWasDone();
  }

  @Test
  void a_signer_who_left_the_roster_before_the_start_does_not_count() {
    ScriptedOperation op = heldBeforeTheStart();

    script.people(p -> p.replaceAll("(?m)^ *ben:.*\\n", ""));
    goesOn();

    op.went("Approving", "Proving", "Ended").ended(Ending.REFUSED, ErrorCode.APPROVAL_STALE);
    nothingWasDone();
  }

  @Test
  void a_signer_who_lost_the_role_before_the_start_does_not_count() {
    ScriptedOperation op = heldBeforeTheStart();

    script.people(
        p -> p.replace("name: Ben, roles: [responder, approver]", "name: Ben, roles: [responder]"));
    goesOn();

    op.went("Approving", "Proving", "Ended").ended(Ending.REFUSED, ErrorCode.APPROVAL_STALE);
    nothingWasDone();
  }

  @Test
  void who_asked_and_lost_the_role_before_the_start_does_not_get_it_done() {
    ScriptedOperation op = heldBeforeTheStart();

    script.people(p -> p.replace("name: Ana, roles: [responder]", "name: Ana, roles: []"));
    goesOn();

    op.ended(Ending.REFUSED, ErrorCode.ROLE_MISSING);
    nothingWasDone();
  }

  @Test
  void a_signature_of_which_the_start_comes_too_late_expires() {
    ScriptedOperation op = heldBeforeTheStart();

    script.pass(Duration.ofMinutes(2).plusSeconds(1));
    goesOn();

    op.went("Approving", "Proving", "Ended").ended(Ending.EXPIRED, ErrorCode.APPROVAL_EXPIRED);
    nothingWasDone();
  }

  @Test
  void it_can_be_withdrawn_after_the_signature_as_long_as_nothing_began() {
    ScriptedOperation op = heldBeforeTheStart();

    op.refuses(ErrorCode.ROLE_MISSING, op.abort(DEE));
    op.takes(op.abort(ANA)).ended(Ending.WITHDRAWN);
    goesOn();
    nothingWasDone();
  }

  /** Signed by Ben; the last readings before the start take their time. */
  private ScriptedOperation heldBeforeTheStart() {
    script.book(b -> b.replace("id: restart_web\n", "id: restart_web\nneeds: mail.ok\n"));
    ScriptedOperation op = asked();
    script.pass(Duration.ofSeconds(30));
    script.time().hold("host.service");
    script.time().hold("");
    return op.takes(op.approval(BEN)).is(Phase.Proving.class);
  }

  private void goesOn() {
    script.time().release("");
    script.time().release("host.service");
    script.settle();
  }
}
