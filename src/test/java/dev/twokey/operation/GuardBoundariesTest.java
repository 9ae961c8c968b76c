package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.DEE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.guard.Verdict;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Guards at the last second and at the first one after it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuardBoundariesTest {
  private final Script script = new Script();

  private void backup(Duration age) {
    script.policy(
        p -> p.replace("phrase: BREAK-PROD", "backup_freshness: {max_age: 24h, from: pgbackrest}"));
    script.targets().backup(Map.of("status", 0L, "newest", script.time().now().minus(age)));
  }

  @Test
  void a_target_rests_to_its_last_second_and_is_told_how_long() {
    script.policy(p -> p.replace("confirm: true", "cooldown: 2m"));
    script.ask(ANA, "staging", "restart_web").ended(Ending.SUCCEEDED);

    script.pass(Duration.ofSeconds(119));
    ScriptedOperation soon = script.ask(BEN, "staging", "restart_web");
    soon.ended(Ending.REFUSED, ErrorCode.LOCKED);
    assertThat(soon.why().advice()).isEqualTo("Try again in 1 s.");
    script.ask(BEN, "staging", "restart_mail").ended(Ending.SUCCEEDED);

    script.pass(Duration.ofSeconds(1));
    script.ask(BEN, "staging", "restart_web").ended(Ending.SUCCEEDED);
  }

  @Test
  void a_backup_of_exactly_the_age_is_young_enough_and_one_a_second_older_is_not() {
    backup(Duration.ofHours(24));
    script.drill(ANA, "prod", "outage").is(Phase.Approving.class);

    backup(Duration.ofHours(24).plusSeconds(1));
    ScriptedOperation old = script.drill(ANA, "prod", "outage");
    old.ended(Ending.REFUSED, ErrorCode.BACKUP_STALE);
    assertThat(old.why().what()).contains("24 h old", "at most 24 h");
  }

  @Test
  void a_backup_five_minutes_ahead_is_a_slow_clock_and_one_further_ahead_is_a_wrong_one() {
    backup(Duration.ofMinutes(-5));
    ScriptedOperation op = script.drill(ANA, "prod", "outage").is(Phase.Approving.class);
    assertThat(op.verdict("backup_freshness").toString()).contains("0 min old");

    backup(Duration.ofMinutes(-5).minusSeconds(1));
    ScriptedOperation wrong = script.drill(ANA, "prod", "outage");
    wrong.ended(Ending.REFUSED, ErrorCode.BACKUP_STALE);
    assertThat(wrong.why().what()).contains("future");
  }

  @Test
  void a_need_that_holds_is_shown_as_true_now() {
    script.targets().down("prod/web");

    ScriptedOperation op = script.ask(ANA, "prod", "start_web").is(Phase.Approving.class);

    assertThat(op.verdict("needs"))
        .isInstanceOfSatisfying(
            Verdict.Allow.class, v -> assertThat(v.says()).isEqualTo("true now: web_down.holds"));
  }

  @Test
  void a_phrase_that_twokey_chooses_names_environment_and_target() {
    script.policy(p -> p.replace("phrase: BREAK-PROD", "phrase: true"));
    ScriptedOperation op = script.drill(ANA, "prod", "outage").is(Phase.Confirming.class);

    op.refuses(ErrorCode.PHRASE_WRONG, op.confirmation(ANA, "prod mail"));
    op.refuses(ErrorCode.PHRASE_WRONG, op.confirmation(ANA, "PROD WEB"));
    op.takes(op.confirmation(ANA, "prod web")).is(Phase.Approving.class);
  }

  @Test
  void a_request_can_be_signed_to_its_last_moment_and_not_after_it() {
    ScriptedOperation first = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
    script.time().clock().pass(Duration.ofMinutes(3));
    first.takes(first.approval(BEN)).ended(Ending.SUCCEEDED);

    ScriptedOperation second = script.ask(ANA, "prod", "restart_mail").is(Phase.Approving.class);
    script.time().clock().pass(Duration.ofMinutes(3).plusMillis(1));
    script.tell(second.stream(), second.approval(BEN));
    second.ended(Ending.EXPIRED);
  }

  @Test
  void a_broken_glass_counts_for_a_week_and_no_longer() {
    script.policy(p -> p.replace("delay: 30s", "delay: 30s, per_person_a_week: 1"));
    ScriptedOperation op = script.ask(DEE, "prod", "restart_web").is(Phase.Approving.class);
    op.takes(op.glass(DEE));
    script.pass(Duration.ofSeconds(30));
    op.ended(Ending.SUCCEEDED);

    script.pass(Duration.ofDays(7).minusSeconds(31));
    ScriptedOperation soon = script.ask(DEE, "prod", "restart_web").is(Phase.Approving.class);
    soon.refuses(ErrorCode.BREAK_GLASS_REFUSED, soon.glass(DEE));
    script.pass(Duration.ofMinutes(1));
    soon.takes(soon.glass(DEE));
  }
}
