package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.guard.EvidenceLine;
import dev.twokey.guard.Verdict;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Guards, at the plan and again at the start: I8, nothing to allow it means denied. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JudgingTest {
  private final Script script = new Script();

  private void refused(ScriptedOperation op, ErrorCode code) {
    op.ended(Ending.REFUSED, code);
    assertThat(op.why().advice()).isNotBlank();
    assertThat(script.targets().changes()).isEmpty();
  }

  @Test
  void a_target_rests_between_two_changes() {
    script.policy(p -> p.replace("confirm: true", "cooldown: 20s"));
    script.ask(ANA, "staging", "restart_web").ended(Ending.SUCCEEDED);

    ScriptedOperation soon = script.ask(BEN, "staging", "restart_web");
    soon.ended(Ending.REFUSED, ErrorCode.LOCKED);
    assertThat(soon.why().advice()).contains("20 s");

    script.pass(Duration.ofSeconds(20));
    script.ask(BEN, "staging", "restart_web").ended(Ending.SUCCEEDED);
  }

  @Test
  void an_action_that_needs_what_does_not_hold_is_refused() {
    refused(script.ask(ANA, "prod", "start_web"), ErrorCode.NEEDS_NOT_MET);
  }

  @Test
  void what_it_needs_is_judged_again_right_before_the_start() {
    script.targets().down("prod/web");
    ScriptedOperation op = script.ask(ANA, "prod", "start_web").is(Phase.Approving.class);
    script.pass(Duration.ofSeconds(30));
    script.targets().up("prod/web");

    op.takes(op.approval(BEN));

    refused(op, ErrorCode.NEEDS_NOT_MET);
  }

  @Test
  void what_can_not_be_told_without_an_incident_is_refused() {
    script.targets().unreadable("staging/web");

    ScriptedOperation op = script.ask(ANA, "staging", "start_web");

    refused(op, ErrorCode.EVIDENCE_UNKNOWN);
    assertThat(op.why().advice()).contains("/incident open");
  }

  @Test
  void what_can_not_be_told_in_an_incident_is_taken_on_by_a_person_and_shown_to_the_second_key() {
    script.targets().unreadable("prod/web");
    ScriptedOperation op = script.ask(ANA, "prod", "start_web");

    op.went("Drafting", "Weighing", "Confirming");
    op.takes(op.confirmation(ANA, "")).is(Phase.Approving.class);
    assertThat(op.verdict("needs"))
        .isInstanceOfSatisfying(
            Verdict.NeedsConfirmation.class,
            v -> assertThat(v.says()).startsWith("could not tell whether"));
    script.targets().down("prod/web");
    op.takes(op.approval(BEN)).is(Phase.Looking.class);
  }

  @Test
  void what_can_not_be_told_any_more_was_taken_on_by_nobody() {
    script.targets().down("prod/web");
    ScriptedOperation op = script.ask(ANA, "prod", "start_web").is(Phase.Approving.class);
    script.pass(Duration.ofSeconds(30));
    script.targets().unreadable("prod/web");

    op.takes(op.approval(BEN));

    refused(op, ErrorCode.EVIDENCE_UNKNOWN);
  }

  @Test
  void what_a_runbook_forbids_is_refused_with_its_words() {
    script.targets().down("prod/web");

    ScriptedOperation op = script.ask(ANA, "prod", "restart_mail");

    refused(op, ErrorCode.FORBIDDEN);
    assertThat(op.why().what()).contains("Mend the web first.", "house.md");
  }

  @Test
  void a_ban_that_can_not_be_told_is_no_permission() {
    script.targets().unreadable("staging/web");

    refused(script.ask(ANA, "staging", "restart_mail"), ErrorCode.EVIDENCE_UNKNOWN);
  }

  @Test
  void a_drill_is_refused_when_something_can_not_be_told_incident_or_not() {
    script.book(b ->
        b.replace(
            "effect: [restart]\ntarget: mail\nwhile: web_down.holds",
            "effect: [fault]\ntarget: web\nwhile: mail_down.holds"));
    script.targets().unreadable("prod/mail");
    script.incident(ANA, "in1", "it burns");

    refused(script.drill(ANA, "prod", "outage"), ErrorCode.EVIDENCE_UNKNOWN);
  }

  @Test
  void the_card_can_say_what_was_read_for_a_need_and_when() {
    script.targets().down("prod/web");
    script.book(b -> b.replace("id: web\nprobe", "id: web\nsays: the web is ${it.state}\nprobe"));
    Instant read = script.time().now();

    ScriptedOperation op = script.ask(ANA, "prod", "start_web").is(Phase.Approving.class);

    assertThat(op.judgement("needs").evidence())
        .containsExactly(new EvidenceLine("the web is failed", read));
  }

  @Test
  void what_could_not_be_read_is_a_line_of_evidence_too() {
    script.targets().unreadable("prod/web");

    ScriptedOperation op = script.ask(ANA, "prod", "restart_mail").is(Phase.Confirming.class);

    assertThat(op.judgement("contraindication").evidence())
        .extracting(EvidenceLine::says)
        .containsExactly("web can't be read: the host is silent");
  }

  // ---- backups

  private void prodDrillsNeedABackup() {
    script.policy(p ->
        p.replace(
            "phrase: BREAK-PROD",
            "phrase: BREAK-PROD, backup_freshness: {max_age: 24h, from: pgbackrest}"));
  }

  private Map<String, Object> backup(Duration age) {
    return Map.of("status", 0L, "newest", script.time().now().minus(age));
  }

  @Test
  void a_young_backup_lets_a_drill_in_prod_go_on() {
    prodDrillsNeedABackup();
    script.targets().backup(backup(Duration.ofHours(23)));

    ScriptedOperation op = script.drill(ANA, "prod", "outage").is(Phase.Confirming.class);

    assertThat(op.judgement("backup_freshness").evidence()).hasSize(1);
  }

  @Test
  void an_old_backup_refuses_it() {
    prodDrillsNeedABackup();
    script.targets().backup(backup(Duration.ofHours(25)));

    refused(script.drill(ANA, "prod", "outage"), ErrorCode.BACKUP_STALE);
  }

  @Test
  void a_backup_from_the_future_refuses_it() {
    prodDrillsNeedABackup();
    script.targets().backup(backup(Duration.ofHours(-1)));

    refused(script.drill(ANA, "prod", "outage"), ErrorCode.BACKUP_STALE);
  }

  @Test
  void no_backup_or_one_that_can_not_be_read_or_is_not_valid_refuses_it() {
    prodDrillsNeedABackup();
    refused(script.drill(ANA, "prod", "outage"), ErrorCode.BACKUP_STALE);

    script.targets().backup(Map.of("status", 0L));
    refused(script.drill(ANA, "prod", "outage"), ErrorCode.BACKUP_STALE);

    script.targets().backup(Map.of("status", 2L, "newest", script.time().now()));
    refused(script.drill(ANA, "prod", "outage"), ErrorCode.BACKUP_STALE);
  }

  // ---- incidents

  private void noDrillsInIncidents() {
    script.policy(
        p -> p.replace("phrase: BREAK-PROD", "phrase: BREAK-PROD, no_open_incident: true"));
  }

  @Test
  void no_drill_begins_while_an_incident_is_open_in_its_environment() {
    noDrillsInIncidents();
    script.incident(BEN, "in1", "the web burns");

    ScriptedOperation op = script.drill(ANA, "prod", "outage");
    refused(op, ErrorCode.INCIDENT_OPEN);
    assertThat(op.why().what()).contains("the web burns");

    script.closeIncident(BEN, "in1");
    script.drill(ANA, "prod", "outage").is(Phase.Confirming.class);
  }

  @Test
  void the_incident_that_a_drill_opens_for_itself_is_none_that_forbids_it() {
    noDrillsInIncidents();
    ScriptedOperation first = script.drill(ANA, "prod", "outage").is(Phase.Confirming.class);
    first.takes(first.abort(ANA));

    script.drill(ANA, "prod", "outage").is(Phase.Confirming.class);
  }

  @Test
  void an_incident_that_opens_before_the_start_refuses_the_drill() {
    noDrillsInIncidents();
    ScriptedOperation op = script.drill(ANA, "prod", "outage");
    op.takes(op.confirmation(ANA, "BREAK-PROD")).is(Phase.Approving.class);
    ScriptedOperation change = script.ask(ANA, "prod", "restart_mail");
    script.closeIncident(ANA, change.state().asked().orElseThrow().incident().orElseThrow());
    script.incident(BEN, "in7", "the web burns");

    op.takes(op.approval(BEN));

    refused(op, ErrorCode.INCIDENT_OPEN);
  }
}
