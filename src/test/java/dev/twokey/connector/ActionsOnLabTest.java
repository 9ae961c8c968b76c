package dev.twokey.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.inventory.Target;
import dev.twokey.lab.LabFixture;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The actions on real processes and a real broker. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ActionsOnLabTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Map<String, Object> WORKER = Map.of("workload", "worker-transcode");
  private static final Map<String, Object> DMCA = Map.of("host", "worker-1", "unit", "worker-dmca");

  private final LabWorld world = new LabWorld();
  private final LabFixture lab = world.lab();

  @AfterEach
  void heal() throws IOException, InterruptedException {
    lab.heal();
  }

  private Object pid(String unit) {
    return LabWorld.field(world.unit("worker-1", unit), "pid");
  }

  private Object state(String unit) {
    return LabWorld.field(world.unit("worker-1", unit), "state");
  }

  @Test
  void a_restarted_worker_is_a_new_process_that_consumes_again() {
    Object before = pid("worker-transcode");
    Preview.Ready preview = world.ready("workload.restart", WORKER);
    assertThat(preview.targets()).containsExactly(new Target("staging", "worker-transcode"));
    assertThat(preview.difference().getFirst())
        .startsWith("worker-transcode runs since")
        .endsWith("(pid " + before + ") -> a new process");
    assertThat(preview.byHand()).contains("\"op\":\"restart\"").contains("change.token");
    assertThat(preview.byHand()).doesNotContain(lab.changeToken());

    String evidence = world.perform("workload.restart", WORKER);

    Object after = pid("worker-transcode");
    assertThat(after).isNotEqualTo(before);
    assertThat(evidence).contains("pid " + before).contains("pid " + after);
    assertThat(world.ready("workload.restart", WORKER).fingerprint())
        .isEqualTo(preview.fingerprint());
    await()
        .atMost(PATIENCE)
        .until(() -> Long.valueOf(1).equals(world.queue("transcode_jobs").get("consumers")));
  }

  @Test
  void a_restart_with_another_fingerprint_leaves_the_process_alone() {
    Object before = pid("worker-transcode");

    Outcome outcome = world.execute("workload.restart", WORKER, "0000000000000000", TIMEOUT);

    assertThat(((Outcome.Refused) outcome).why().code()).isEqualTo(ErrorCode.TARGET_CHANGED);
    assertThat(pid("worker-transcode")).isEqualTo(before);
  }

  @Test
  void both_backends_are_restarted_one_after_the_other() {
    Map<String, Object> backend = Map.of("workload", "backend");
    assertThat(world.ready("workload.restart", backend).difference()).hasSize(2);

    String evidence = world.perform("workload.restart", backend);

    assertThat(evidence).contains("backend-1 runs").contains("; backend-2 runs");
    assertThat(LabWorld.field(world.read("workload.instances", backend), "instances").toString())
        .contains("name=backend-1, state=active, ready=true");
  }

  @Test
  void a_unit_is_stopped_started_killed_frozen_and_thawed() {
    world.perform("host.service.stop", DMCA);
    assertThat(state("worker-dmca")).isEqualTo("inactive");
    assertThat(world.ready("host.service.stop", DMCA).difference().getFirst())
        .endsWith("-> nothing changes");

    world.perform("host.service.start", DMCA);
    assertThat(state("worker-dmca")).isEqualTo("active");
    Object pid = pid("worker-dmca");
    world.perform("host.service.start", DMCA);
    assertThat(pid("worker-dmca")).isEqualTo(pid);

    world.perform("host.service.freeze", DMCA);
    assertThat(state("worker-dmca")).isEqualTo("frozen");
    world.perform("host.service.thaw", DMCA);
    assertThat(state("worker-dmca")).isEqualTo("active");
    assertThat(pid("worker-dmca")).isEqualTo(pid);

    world.perform("host.service.kill", DMCA);
    assertThat(world.unit("worker-1", "worker-dmca"))
        .containsEntry("state", "failed")
        .containsEntry("exit_code", 137L);
  }

  @Test
  void a_unit_is_known_by_the_workload_or_service_that_it_is() {
    assertThat(world.ready("host.service.stop", DMCA).targets())
        .containsExactly(new Target("staging", "worker-dmca"));
    assertThat(
            world
                .ready("host.service.stop", Map.of("host", "api-2", "unit", "backend-2"))
                .targets())
        .containsExactly(new Target("staging", "backend"));
    assertThat(
            world
                .ready("host.service.stop", Map.of("host", "rabbitmq", "unit", "rabbitmq-server"))
                .targets())
        .containsExactly(new Target("staging", "rabbitmq"));
  }

  @Test
  void a_unit_of_another_host_is_refused() {
    Preview preview =
        world.preview("host.service.stop", Map.of("host", "api-1", "unit", "worker-dmca"));
    assertThat(((Preview.Impossible) preview).why().code()).isEqualTo(ErrorCode.TARGET_UNKNOWN);
  }

  @Test
  void a_stop_that_takes_longer_than_its_time_is_unknown() {
    Map<String, Object> broker = Map.of("host", "rabbitmq", "unit", "rabbitmq-server");
    String fingerprint = world.ready("host.service.stop", broker).fingerprint();

    Outcome outcome =
        world.execute("host.service.stop", broker, fingerprint, Duration.ofMillis(1_500));

    assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
    await()
        .atMost(PATIENCE)
        .until(() -> "inactive".equals(world.unit("rabbitmq", "rabbitmq-server").get("state")));
  }

  @Test
  void the_token_for_reading_changes_nothing() {
    LabWorld reader = new LabWorld(Map.of("change.token", "read.token"));
    Object before = pid("worker-transcode");
    String fingerprint = reader.ready("workload.restart", WORKER).fingerprint();

    Outcome outcome = reader.execute("workload.restart", WORKER, fingerprint, TIMEOUT);

    assertThat(((Outcome.Refused) outcome).why().code()).isEqualTo(ErrorCode.CREDENTIAL_REFUSED);
    assertThat(pid("worker-transcode")).isEqualTo(before);
  }

  @Test
  void a_queue_is_purged_with_the_login_that_may_destroy_and_no_other() {
    Map<String, Object> queue = Map.of("queue", "dmca_propagation");
    world.perform("host.service.freeze", DMCA);
    await()
        .atMost(PATIENCE)
        .until(() -> (Long) world.queue("dmca_propagation").getOrDefault("ready", 0L) > 20);
    LabWorld changer =
        new LabWorld(
            Map.of(
                "user: twokey_destroy", "user: twokey_change",
                "twokey_destroy.password", "twokey_change.password"));
    String fingerprint = changer.ready("rabbitmq.queue.purge", queue).fingerprint();
    Outcome refused = changer.execute("rabbitmq.queue.purge", queue, fingerprint, TIMEOUT);
    assertThat(refused).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) refused).why().code()).isEqualTo(ErrorCode.CREDENTIAL_REFUSED);
    long before = (Long) world.queue("dmca_propagation").getOrDefault("ready", 0L);
    assertThat(before).isGreaterThan(20);

    assertThat(world.ready("rabbitmq.queue.purge", queue).difference().getFirst())
        .containsPattern("\\d+ waiting messages are lost");
    world.perform("rabbitmq.queue.purge", queue);

    await()
        .atMost(PATIENCE)
        .until(() -> (Long) world.queue("dmca_propagation").getOrDefault("ready", before) < before);
  }

  @Test
  void a_switch_is_turned_in_both_backends_and_can_be_turned_back() {
    Map<String, Object> error =
        Map.of("workload", "backend", "name", "EVENTBUS_DEGRADED_LOG_LEVEL", "value", "error");
    Preview.Ready preview = world.ready("workload.switch", error);
    assertThat(preview.difference())
        .containsExactly(
            "backend-1: EVENTBUS_DEGRADED_LOG_LEVEL warn -> error",
            "backend-2: EVENTBUS_DEGRADED_LOG_LEVEL warn -> error");
    assertThat(preview.undo()).isEqualTo("switch it back to warn");

    world.perform("workload.switch", error);

    Map<String, Object> back =
        Map.of("workload", "backend", "name", "EVENTBUS_DEGRADED_LOG_LEVEL", "value", "warn");
    assertThat(world.ready("workload.switch", back).difference().getFirst())
        .contains("error -> warn");
    assertThat(world.ready("workload.switch", back).fingerprint()).isEqualTo(preview.fingerprint());
    world.perform("workload.switch", back);
    assertThat(world.ready("workload.switch", back).difference().getFirst())
        .contains("warn -> warn");
  }

  @Test
  void a_timer_on_the_host_starts_what_a_drill_stopped() {
    Map<String, Object> timer = Map.of("host", "worker-1", "id", "drill-7");
    Map<String, Object> arm =
        Map.of(
            "host",
            "worker-1",
            "id",
            "drill-7",
            "after",
            "2s",
            "action",
            "start",
            "unit",
            "worker-dmca");
    assertThat(world.read("host.timer", timer)).isEqualTo(Map.of("state", "none"));

    world.perform("host.timer.arm", arm);
    assertThat(world.read("host.timer", timer)).containsEntry("state", "armed").containsKey("at");
    world.perform("host.service.stop", DMCA);

    await()
        .atMost(PATIENCE)
        .until(() -> "verified".equals(world.read("host.timer", timer).get("state")));
    assertThat(state("worker-dmca")).isEqualTo("active");
    assertThat(world.perform("host.timer.disarm", timer)).contains("disarmed");
    assertThat(world.read("host.timer", timer)).isEqualTo(Map.of("state", "none"));
    assertThat(world.perform("host.timer.disarm", timer)).contains("there was no timer");
  }

  @Test
  void previews_of_all_actions_change_nothing() {
    List<Map<String, Object>> before =
        List.of(world.unit("worker-1", "worker-dmca"), world.unit("worker-1", "worker-transcode"));
    for (String word : List.of("start", "stop", "restart", "kill", "freeze", "thaw")) {
      world.ready("host.service." + word, DMCA);
    }
    for (String word : List.of("restart", "pause", "resume")) {
      world.ready("workload." + word, WORKER);
    }
    assertThat(
            List.of(
                world.unit("worker-1", "worker-dmca"), world.unit("worker-1", "worker-transcode")))
        .isEqualTo(before);
  }
}
