package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static dev.twokey.operation.Script.DEE;
import static dev.twokey.operation.Script.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.guard.GlassUses;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What went wrong with approvals elsewhere; the page about others' bugs says where. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OthersApprovalsTest {
  private final Script script = new Script();

  private ScriptedOperation asked() {
    return script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
  }

  private void twoMustSign() {
    script.policy(p -> p.replace("quorum: 1, pending: 3m, start", "quorum: 2, pending: 3m, start"));
  }

  private void nothingWasDone() {
    assertThat(script.targets().changes()).isEmpty();
  }

  private static void signedBy(ScriptedOperation op, PersonId... signers) {
    assertThat(op.state().authority())
        .get()
        .isInstanceOfSatisfying(
            Authority.Approved.class, a -> assertThat(a.by()).containsExactly(signers));
  }

  @Test
  void where_nobody_could_sign_it_is_never_taken_as_signed() {
    script.people(p -> p.replace("responder, approver", "responder").replace("[approver]", "[]"));

    script.drill(ANA, "prod", "outage").ended(Ending.REFUSED, ErrorCode.APPROVAL_NOBODY);
    ScriptedOperation op = asked();
    for (PersonId person : List.of(BEN, CHI, DEE)) {
      op.refuses(ErrorCode.ROLE_MISSING, op.approval(person));
    }
    script.pass(Duration.ofMinutes(3));
    op.ended(Ending.EXPIRED, ErrorCode.APPROVAL_EXPIRED);
    nothingWasDone();
  }

  @Test
  void with_an_empty_roster_nobody_asks_and_nobody_signs() {
    ScriptedOperation op = asked();
    script.people(_ -> "people: {}\n");

    op.refuses(ErrorCode.ROLE_MISSING, op.approval(BEN));
    script.ask(ANA, "prod", "restart_web").ended(Ending.REFUSED, ErrorCode.ROLE_MISSING);
    nothingWasDone();
  }

  @Test
  void who_signed_is_who_pressed_whatever_others_do_meanwhile() {
    twoMustSign();
    ScriptedOperation op = asked();

    op.takes(op.approval(BEN));
    op.refuses(ErrorCode.ROLE_MISSING, op.approval(EVE));
    op.refuses(ErrorCode.ROLE_MISSING, op.abort(EVE));
    script.halt(EVE, "staging");
    op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);

    signedBy(op, BEN, CHI);
    assertThat(op.events(OperationEvent.Reviewed.class))
        .extracting(e -> e.review().by())
        .containsExactly(BEN, CHI);
  }

  @Test
  void two_people_of_one_name_are_two_and_a_renamed_one_is_the_same() {
    twoMustSign();
    script.people(p -> p.replace("name: Chi", "name: Ben"));
    script.policy(p -> p.replace("quorum: 1, pending: 3m, start", "quorum: 2, pending: 3m, start"));
    ScriptedOperation op = asked();
    op.takes(op.approval(BEN));

    script.people(p -> p.replace("name: Ben", "name: Ana").replace("name: Chi", "name: Ben"));
    op.refuses(ErrorCode.APPROVAL_TWICE, op.approval(BEN));
    op.refuses(ErrorCode.APPROVAL_OWN, op.approval(ANA));
    op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
    signedBy(op, BEN, CHI);
  }

  @Test
  void being_on_call_is_no_signature() {
    script.people(p -> p.replace("fallback: [ana]", "fallback: [ana, ben]"));
    ScriptedOperation op = script.ask(BEN, "prod", "restart_web").is(Phase.Approving.class);

    script.pass(Duration.ofMinutes(2));
    op.refuses(ErrorCode.APPROVAL_OWN, op.approval(BEN));
    op.refuses(ErrorCode.ROLE_MISSING, op.approval(ANA));
    nothingWasDone();
  }

  @Test
  void silence_is_no_signature_and_asking_again_is_no_cheaper() {
    twoMustSign();
    ScriptedOperation first = asked();
    first.takes(first.approval(BEN));
    script.pass(Duration.ofMinutes(3));
    first.ended(Ending.EXPIRED, ErrorCode.APPROVAL_EXPIRED);

    ScriptedOperation again = asked();
    again.takes(again.approval(CHI)).is(Phase.Approving.class);
    nothingWasDone();

    again.takes(again.approval(DEE)).ended(Ending.SUCCEEDED);
    signedBy(again, CHI, DEE);
  }

  @Test
  void the_expiry_of_an_earlier_request_takes_no_later_one_with_it() {
    ScriptedOperation first = asked();
    script.pass(Duration.ofMinutes(2));
    ScriptedOperation second = script.ask(ANA, "prod", "restart_mail").is(Phase.Approving.class);

    script.pass(Duration.ofMinutes(2));
    first.ended(Ending.EXPIRED);
    second.is(Phase.Approving.class);

    second.takes(second.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_second_request_of_one_person_replaces_no_first_one() {
    ScriptedOperation first = asked();
    ScriptedOperation second = script.ask(ANA, "prod", "restart_mail").is(Phase.Approving.class);

    first.takes(first.approval(BEN)).ended(Ending.SUCCEEDED);

    assertThat(script.targets().changes()).containsExactly("host.service.restart prod/web");
    second.is(Phase.Approving.class);
  }

  @Test
  void a_signature_for_one_request_is_none_for_the_same_asked_again() {
    ScriptedOperation first = asked();
    first.takes(first.approval(BEN)).ended(Ending.SUCCEEDED);
    script.pass(Duration.ofMinutes(1));

    ScriptedOperation second = asked();

    assertThat(second.state().reviews()).isEmpty();
    assertThat(script.targets().changes()).hasSize(1);
  }

  @Test
  void what_was_asked_before_a_crash_takes_its_first_press_after_it_and_no_second() {
    ScriptedOperation op = asked();
    script.crash();
    script.start();

    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
    op.refuses(ErrorCode.STATE_WRONG, op.approval(CHI));
    assertThat(script.targets().changes()).hasSize(1);
  }

  @Test
  void an_old_card_pressed_after_the_end_runs_nothing_and_every_press_is_answered() {
    ScriptedOperation op = asked();
    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);

    for (OperationInput press :
        List.of(
            op.approval(CHI),
            op.denial(CHI, "late"),
            op.confirmation(ANA, ""),
            op.abort(ANA),
            op.glass(ANA))) {
      op.refuses(ErrorCode.STATE_WRONG, press);
    }
    assertThat(script.targets().changes()).hasSize(1);
    assertThat(op.events(OperationEvent.Authorised.class)).hasSize(1);
  }

  @Test
  void a_request_that_was_denied_starts_no_rest_of_its_target() {
    script.policy(p -> p.replace("fresh_evidence: 20s", "fresh_evidence: 20s, cooldown: 10m"));
    ScriptedOperation denied = asked();
    denied.takes(denied.denial(BEN, "wrong time")).ended(Ending.DENIED);

    ScriptedOperation again = asked();

    again.takes(again.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void who_may_not_ask_is_refused_at_once_and_nobody_is_bothered() {
    script.ask(EVE, "prod", "restart_web").ended(Ending.REFUSED, ErrorCode.ROLE_MISSING);
    script.ask(CHI, "prod", "restart_web").ended(Ending.REFUSED, ErrorCode.ROLE_MISSING);
    nothingWasDone();
  }

  @Test
  void a_glass_that_others_broke_is_not_counted_for_this_person() {
    script.policy(p -> p.replace("delay: 30s", "delay: 30s, per_person_a_week: 1"));
    ScriptedOperation op = asked();
    op.takes(op.glass(ANA));
    script.pass(Duration.ofMinutes(1));
    op.ended(Ending.SUCCEEDED);

    ScriptedOperation other = script.ask(DEE, "prod", "restart_mail").is(Phase.Approving.class);
    other.takes(other.glass(DEE));
    assertThat(script.stored(GlassUses.stream(ANA))).hasSize(1);
    assertThat(script.stored(GlassUses.stream(DEE))).hasSize(1);
  }
}
