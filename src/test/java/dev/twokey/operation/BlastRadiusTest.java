package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.DEE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.guard.EvidenceLine;
import dev.twokey.guard.Verdict;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** How much of a workload a plan takes away, by what is ready now and again at the start. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BlastRadiusTest {
  private final Script script = new Script();

  BlastRadiusTest() {
    limit("share_max: 0.34");
    instances(true, true, true);
    script.targets().takesAway(1, "web-1");
  }

  private void limit(String limit) {
    script.policy(p ->
        p.replace("fresh_evidence: 20s", "fresh_evidence: 20s, blast_radius: {" + limit + "}"));
  }

  private static Map<String, Object> reading(boolean... ready) {
    List<Map<String, Object>> list = new ArrayList<>();
    long count = 0;
    for (int i = 0; i < ready.length; i++) {
      list.add(Map.of("name", "web-" + (i + 1), "ready", ready[i]));
      count += ready[i] ? 1 : 0;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("instances", list);
    values.put("total", (long) ready.length);
    values.put("ready", count);
    return values;
  }

  private void instances(boolean... ready) {
    script.targets().instances(reading(ready));
  }

  private ScriptedOperation ask() {
    return script.ask(ANA, "prod", "restart_web");
  }

  private String allowed() {
    ScriptedOperation op = ask().is(Phase.Approving.class);
    return ((Verdict.Allow) op.verdict("blast_radius")).says();
  }

  private void refused(ScriptedOperation op, String why) {
    op.ended(Ending.REFUSED, ErrorCode.BLAST_RADIUS);
    assertThat(op.why().what()).contains(why);
    assertThat(op.why().advice()).isNotBlank();
    assertThat(script.targets().changes()).isEmpty();
  }

  @Test
  void the_card_can_say_what_it_touches_and_what_is_left_and_when_that_was_read() {
    ScriptedOperation op = ask().is(Phase.Approving.class);

    assertThat(op.verdict("blast_radius"))
        .isEqualTo(new Verdict.Allow("touches 1 of 3 ready instances of web (33 %), leaves 2"));
    assertThat(op.judgement("blast_radius").evidence())
        .containsExactly(new EvidenceLine("web has 3 of 3 instances ready", script.time().now()));
    op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
  }

  @Test
  void one_after_the_other_takes_one_at_a_time() {
    script.targets().takesAway(1, "web-1", "web-2", "web-3");

    assertThat(allowed())
        .isEqualTo("touches 1 of 3 ready instances of web at a time (33 %), leaves 2");
  }

  @Test
  void a_share_that_is_too_large_of_those_that_are_ready_is_refused() {
    instances(true, true, false);

    refused(
        ask(), "touches 1 of 2 ready instances of web (50 %), leaves 1; the policy allows 34 %");
  }

  @Test
  void all_at_once_are_refused_even_where_any_share_is_allowed() {
    limit("share_max: 1");
    script.targets().takesAway(3, "web-1", "web-2", "web-3");

    refused(ask(), "touches 3 of 3 ready instances of web (100 %), leaves 0: the last ready one");
  }

  @Test
  void the_last_ready_one_is_never_taken_away() {
    limit("share_max: 1");
    instances(true, false, false);

    refused(ask(), "the last ready one is never taken away");
  }

  @Test
  void one_that_is_not_ready_is_nothing_that_could_be_lost() {
    instances(false, true, true);
    assertThat(allowed()).isEqualTo("touches no ready instance of web (2 of 3 ready)");
  }

  @Test
  void fewer_than_the_quorum_never_stay() {
    limit("share_max: 1");
    Map<String, Object> reading = reading(true, true, true);
    reading.put("quorum", 3L);
    script.targets().instances(reading);

    refused(ask(), "leaves 2; the quorum is 3");
  }

  @Test
  void counts_without_names_are_enough() {
    script.targets().takesAway(1);
    script.targets().instances(Map.of("total", 12L, "ready", 10L));
    script.targets().takesAway(1, "web-1");

    assertThat(allowed()).contains("(10 of 12 ready)");
  }

  @Test
  void a_workload_of_one_instance_has_none_to_spare_and_the_card_says_so() {
    instances(true);

    assertThat(allowed()).isEqualTo("touches the only instance of web, leaves 0 meanwhile");
  }

  @Test
  void a_quorum_protects_a_single_instance_too() {
    Map<String, Object> reading = reading(true);
    reading.put("quorum", 1L);
    script.targets().instances(reading);

    refused(ask(), "the quorum is 1");
  }

  @Test
  void more_things_at_once_than_the_policy_allows_are_refused() {
    limit("count_max: 1");
    script.targets().takesAway(2, "web-1", "web-2");

    refused(ask(), "touches 2 things at once; the policy allows 1");
  }

  @Test
  void without_a_limit_nothing_is_asked_for() {
    script.policy(p -> p);

    assertThat(ask().verdict("blast_radius")).isEqualTo(new Verdict.NotAsked());
  }

  @Test
  void counts_that_can_not_be_read_are_taken_on_by_a_person() {
    script.targets().instances(Map.of());

    ScriptedOperation op = ask().is(Phase.Confirming.class);

    assertThat(op.judgement("blast_radius").evidence())
        .extracting(EvidenceLine::says)
        .containsExactly("the instances of web can't be read: the host is silent");
  }

  @Test
  void counts_that_can_not_be_read_refuse_a_drill() {
    script.policy(
        p -> p.replace("phrase: BREAK-PROD", "phrase: BREAK-PROD, blast_radius: {share_max: 1}"));
    script.targets().instances(Map.of());

    script.drill(ANA, "prod", "outage").ended(Ending.REFUSED, ErrorCode.EVIDENCE_UNKNOWN);
  }

  @Test
  void instances_that_went_away_since_it_was_signed_stop_it() {
    ScriptedOperation op = ask().is(Phase.Approving.class);
    script.pass(Duration.ofMinutes(1));
    instances(true, false, false);

    op.takes(op.approval(BEN));

    refused(op, "the last ready one");
  }

  @Test
  void two_operations_never_take_instances_of_one_workload_away_at_the_same_time() {
    script.targets().cannotStart("prod/web");
    ScriptedOperation first = ask().is(Phase.Approving.class);
    ScriptedOperation second = script.ask(DEE, "prod", "restart_web").is(Phase.Approving.class);
    first.takes(first.approval(BEN)).is(Phase.Looking.class);

    second.takes(second.approval(BEN)).ended(Ending.REFUSED, ErrorCode.LOCKED);

    assertThat(script.targets().changes()).hasSize(1);
  }

  @Test
  void what_one_operation_left_away_counts_for_the_next() {
    limit("share_max: 0.5");
    ScriptedOperation first = ask().is(Phase.Approving.class);
    first.takes(first.approval(BEN)).ended(Ending.SUCCEEDED);
    instances(false, true, false);
    script.targets().takesAway(1, "web-2");

    ScriptedOperation second = script.ask(DEE, "prod", "restart_web");

    second.ended(Ending.REFUSED, ErrorCode.BLAST_RADIUS);
  }
}
