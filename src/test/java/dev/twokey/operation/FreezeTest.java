package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static dev.twokey.operation.Script.DEE;
import static dev.twokey.operation.Script.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.guard.EvidenceLine;
import dev.twokey.guard.Verdict;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Nothing is changed in a freeze, at the plan and again at the start. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FreezeTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Script script = new Script();

  private Instant in(Duration span) {
    return script.time().now().plus(span).truncatedTo(ChronoUnit.MINUTES);
  }

  /** The policy freezes prod in this span from now. */
  private void frozen(Duration from, Duration until, String more) {
    policy(
        "{environments: [prod], from: %s, until: %s, reason: holidays%s}"
            .formatted(in(from), in(until), more));
  }

  private void policy(String freeze) {
    script.policy(p -> p + "freeze:\n  - " + freeze + "\n");
  }

  private void calendar(String more) {
    policy("{ical: {file: /etc/twokey/freeze.ics}, environments: [prod]" + more + "}");
  }

  private Map<String, Object> event(Duration from, Duration until) {
    return Map.of("summary", "quarter end", "start", in(from), "end", in(until));
  }

  private void refused(ScriptedOperation op, ErrorCode code) {
    op.ended(Ending.REFUSED, code);
    assertThat(op.why().advice()).isNotBlank();
    assertThat(script.targets().changes()).isEmpty();
  }

  // ---- without an exemption

  @Test
  void a_freeze_refuses_with_its_reason_its_end_and_what_to_do() {
    frozen(HOUR.negated(), HOUR, "");
    String end = in(HOUR).toString().substring(0, 16).replace('T', ' ') + " UTC";

    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");

    refused(op, ErrorCode.FROZEN);
    assertThat(op.why().what()).contains("prod is frozen", "holidays", end);
    assertThat(op.why().advice()).contains("after " + end, "exemption");
  }

  @Test
  void a_freeze_refuses_a_drill_too() {
    frozen(HOUR.negated(), HOUR, "");

    refused(script.drill(ANA, "prod", "outage"), ErrorCode.FROZEN);
  }

  @Test
  void another_environment_before_and_after_it_are_free() {
    frozen(Duration.ofMinutes(10), Duration.ofMinutes(20), "");
    ScriptedOperation before = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    before.takes(before.approval(BEN)).ended(Ending.SUCCEEDED);

    script.pass(Duration.ofMinutes(15));
    script.ask(ANA, "prod", "restart_web").ended(Ending.REFUSED, ErrorCode.FROZEN);
    script.ask(ANA, "staging", "restart_web").is(Phase.Confirming.class);

    script.pass(Duration.ofMinutes(15));
    script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
  }

  @Test
  void a_freeze_that_begins_between_signature_and_start_stops_it() {
    frozen(Duration.ofMinutes(1), HOUR, "");
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    script.pass(Duration.ofMinutes(2));

    op.takes(op.approval(BEN));

    refused(op, ErrorCode.FROZEN);
  }

  @Test
  void a_policy_that_asks_for_no_freeze_is_shown_as_such() {
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    assertThat(op.verdict("freeze")).isEqualTo(new Verdict.NotAsked());
  }

  @Test
  void I5_the_undo_of_a_drill_ignores_a_freeze_that_begins_while_it_runs() {
    ScriptedOperation op = script.drill(ANA, "prod", "outage");
    op.takes(op.confirmation(ANA, "BREAK-PROD"));
    script.targets().cannotStart("prod/web");
    op.takes(op.approval(BEN));
    assertThat(op.state().isRunning()).isTrue();
    frozen(HOUR.negated(), HOUR, "");
    script.targets().canStart("prod/web");

    script.pass(Duration.ofMinutes(2));

    assertThat(op.state().isEnded()).isTrue();
    assertThat(script.targets().changes())
        .contains("host.service.stop prod/web", "host.service.start prod/web");
  }

  // ---- the exemption

  private static final String TWO = ", exemption: {of: approver, quorum: 2}";

  @Test
  void an_exemption_is_signed_by_other_people_than_those_of_the_rules() {
    frozen(HOUR.negated(), HOUR, TWO);
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    assertThat(op.verdict("freeze"))
        .isInstanceOfSatisfying(
            Verdict.NeedsApproval.class,
            v -> {
              assertThat(v.rule().says())
                  .contains("2 of the role approver against the freeze of prod: holidays until");
              assertThat(v.rule().signatures()).isEqualTo(2);
            });

    op.takes(op.approval(BEN)).takes(op.approval(CHI)).is(Phase.Approving.class);
    op.refuses(ErrorCode.APPROVAL_TWICE, op.approval(BEN));
    op.refuses(ErrorCode.APPROVAL_OWN, op.approval(ANA));
    op.takes(op.approval(DEE)).ended(Ending.SUCCEEDED);
  }

  @Test
  void an_exemption_by_another_role_is_signed_beside_the_usual_approval() {
    script.people(
        p -> p.replace("eve: {name: Eve, roles: []", "eve: {name: Eve, roles: [responder]"));
    frozen(HOUR.negated(), HOUR, ", exemption: {of: responder}");

    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    op.takes(op.approval(EVE)).is(Phase.Approving.class);
    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void whoever_can_make_an_exception_can_deny_it() {
    script.people(
        p -> p.replace("eve: {name: Eve, roles: []", "eve: {name: Eve, roles: [responder]"));
    frozen(HOUR.negated(), HOUR, ", exemption: {of: responder}");
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");
    op.takes(op.approval(BEN));

    op.takes(op.denial(EVE, "it is Christmas")).ended(Ending.DENIED, ErrorCode.APPROVAL_DENIED);
  }

  @Test
  void a_signer_of_the_exemption_who_lost_the_role_since_does_not_count() {
    script.people(
        p -> p.replace("eve: {name: Eve, roles: []", "eve: {name: Eve, roles: [responder]"));
    frozen(HOUR.negated(), HOUR, ", exemption: {of: responder}");
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");
    op.takes(op.approval(EVE));
    script.people(p -> p);

    op.takes(op.approval(BEN));

    assertThat(op.state().phase()).isInstanceOf(Phase.Approving.class);
    assertThat(script.targets().changes()).isEmpty();
  }

  @Test
  void nobody_signed_for_a_freeze_that_began_since() {
    frozen(Duration.ofMinutes(1), HOUR, ", exemption: {of: approver}");
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    script.pass(Duration.ofMinutes(2));

    op.takes(op.approval(BEN));

    refused(op, ErrorCode.APPROVAL_STALE);
    assertThat(op.why().what()).contains("the freeze of prod: holidays");
    ScriptedOperation again = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    again.takes(again.approval(BEN)).takes(again.approval(CHI)).ended(Ending.SUCCEEDED);
  }

  @Test
  void of_two_freezes_at_once_both_must_be_signed_for() {
    script.people(
        p -> p.replace("eve: {name: Eve, roles: []", "eve: {name: Eve, roles: [responder]"));
    frozen(
        HOUR.negated(),
        HOUR,
        TWO + "}\n  - {ical: {file: /f.ics}, environments: [prod], exemption: {of: responder}");
    script.targets().calendar(event(HOUR.negated(), HOUR.multipliedBy(2)));
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    op.takes(op.approval(BEN)).takes(op.approval(DEE)).takes(op.approval(CHI));
    op.is(Phase.Approving.class);
    op.takes(op.approval(EVE)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_broken_glass_stands_in_for_the_exemption_as_for_any_signature() {
    frozen(HOUR.negated(), HOUR, TWO);
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    op.takes(op.glass(ANA));
    script.pass(Duration.ofMinutes(1));

    op.ended(Ending.SUCCEEDED);
  }

  @Test
  void where_no_second_key_is_asked_for_the_exemption_alone_is() {
    policy(
        "{environments: [staging], from: %s, until: %s, reason: fair, exemption: {of: approver}}"
            .formatted(in(HOUR.negated()), in(HOUR)));
    ScriptedOperation op = script.ask(ANA, "staging", "restart_web").is(Phase.Confirming.class);

    op.takes(op.confirmation(ANA, "")).is(Phase.Approving.class);
    op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
  }

  // ---- calendars

  @Test
  void a_calendar_that_says_nothing_for_now_lets_it_go_on_and_shows_what_comes() {
    calendar("");
    script.targets().calendar(event(HOUR, HOUR.multipliedBy(2)));
    Instant read = script.time().now();

    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);

    assertThat(op.verdict("freeze")).isEqualTo(new Verdict.Allow("no freeze"));
    assertThat(op.judgement("freeze").evidence())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.says()).contains("freeze.ics", "nothing until", "quarter end");
          assertThat(line.at()).isEqualTo(read);
        });
    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void an_event_of_a_calendar_freezes_until_nothing_follows_it_without_a_gap() {
    calendar("");
    script.targets().calendar(event(HOUR, HOUR.multipliedBy(2)), event(HOUR.negated(), HOUR));
    String end = in(HOUR.multipliedBy(2)).toString().substring(0, 16).replace('T', ' ');

    ScriptedOperation op = script.ask(ANA, "prod", "restart_web");

    refused(op, ErrorCode.FROZEN);
    assertThat(op.why().what()).contains("quarter end until " + end);
  }

  @Test
  void a_calendar_is_read_again_before_the_start() {
    calendar("");
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    script.pass(Duration.ofMinutes(1));
    script.targets().calendar(event(HOUR.negated(), HOUR));

    op.takes(op.approval(BEN));

    refused(op, ErrorCode.FROZEN);
  }

  @Test
  void a_calendar_that_can_not_be_read_is_taken_on_by_a_person_where_a_change_is_for_an_incident() {
    calendar("");
    script.targets().noCalendar();

    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Confirming.class);

    assertThat(op.judgement("freeze").evidence())
        .extracting(EvidenceLine::says)
        .containsExactly("the freeze calendar freeze.ics can't be read: the host is silent");
    op.takes(op.confirmation(ANA, ""));
    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void a_calendar_that_can_not_be_read_refuses_a_drill_and_a_change_outside_of_incidents() {
    script.policy(
        p -> p + "freeze: {ical: {file: /etc/twokey/freeze.ics}, environments: [prod, staging]}\n");
    script.targets().noCalendar();

    refused(script.ask(ANA, "staging", "restart_web"), ErrorCode.EVIDENCE_UNKNOWN);
    refused(script.drill(ANA, "prod", "outage"), ErrorCode.EVIDENCE_UNKNOWN);
  }

  @Test
  void a_calendar_that_can_not_be_read_any_more_was_taken_on_by_nobody() {
    calendar("");
    ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    script.pass(Duration.ofMinutes(1));
    script.targets().noCalendar();

    op.takes(op.approval(BEN));

    refused(op, ErrorCode.EVIDENCE_UNKNOWN);
  }
}
