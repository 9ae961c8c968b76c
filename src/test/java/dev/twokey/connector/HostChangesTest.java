package dev.twokey.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.Effect;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.action.Reach;
import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.connector.host.HostConnector;
import dev.twokey.inventory.Target;
import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes of units and workloads say, refuse and leave behind. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostChangesTest {
  private static final Map<String, Object> BACKEND = Map.of("workload", "backend");
  private static final Map<String, Object> SERVER = Map.of("host", "mq", "unit", "rabbitmq-server");

  @TempDir static Path folder = Path.of("");
  private static int sockets;
  private FakeSupervisor supervisor;
  private TestInventory inventory = new TestInventory();

  HostChangesTest() throws IOException {
    supervisor = new FakeSupervisor(folder.resolve("s" + sockets++));
  }

  @BeforeEach
  void begin() {
    supervisor
        .unit("rabbitmq-server", "mq")
        .unit("worker", "api-1")
        .unit("backend-1", "api-1")
        .unit("backend-2", "api-2");
    inventory =
        new TestInventory()
            .environment(
                "staging", Addresses.nowhere("/nowhere").socket(supervisor.socket().toString()));
  }

  @AfterEach
  void close() throws IOException {
    supervisor.close();
  }

  private Action action(String name) {
    return HostConnector.actions(inventory.world()).stream()
        .filter(a -> a.kind().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Preview.Ready ready(String name, Map<String, Object> with) {
    return (Preview.Ready)
        action(name)
            .preview(
                new ActionCall(name, "staging", with, Duration.ofSeconds(10)),
                new TestCancellation());
  }

  private Outcome perform(String name, Map<String, Object> with) {
    return action(name)
        .execute(
            new ActionCall(name, "staging", with, Duration.ofSeconds(10)),
            ready(name, with).fingerprint(),
            new TestCancellation());
  }

  @Test
  void a_preview_says_what_runs_and_what_becomes_of_it() {
    Preview.Ready preview = ready("host.service.restart", SERVER);
    assertThat(preview.how()).isEqualTo("restart unit rabbitmq-server on host mq");
    assertThat(preview.difference())
        .containsExactly(
            "rabbitmq-server runs since 2026-11-22 09:12:00 UTC (pid 4711) -> a new process");
    assertThat(preview.targets()).containsExactly(new Target("staging", "rabbitmq"));
    assertThat(preview.byHand())
        .isEqualTo(
            "printf '{\"op\":\"restart\",\"unit\":\"rabbitmq-server\",\"%s\":\"%s\"}\\n' token"
                + " \"$(cat 'change.token')\" | nc -U '"
                + supervisor.socket()
                + "'");
  }

  @Test
  void a_line_to_type_by_hand_sends_a_value_as_one_word_whatever_signs_are_in_it()
      throws IOException, InterruptedException {
    String unit = "we'b\",\"op\":\"stop $(id) `id` %s \\n;rm";
    supervisor.unit(unit, "mq");
    String line =
        ready("host.service.restart", Map.of("host", "mq", "unit", unit))
            .byHand()
            .replaceFirst(" \\| nc -U .*$", "")
            .replace("$(cat 'change.token')", "t");

    Process shell = new ProcessBuilder("sh", "-c", line).start();
    JsonNode sent = new ObjectMapper().readTree(shell.getInputStream().readAllBytes());

    assertThat(shell.waitFor()).isZero();
    assertThat(sent.path("unit").asText()).isEqualTo(unit);
    assertThat(sent.path("op").asText()).isEqualTo("restart");
    assertThat(sent.path("token").asText()).isEqualTo("t");
  }

  @Test
  void a_preview_says_which_instances_are_taken_away_and_how_many_at_once() {
    Target backend = new Target("staging", "backend");
    List<String> both = List.of("backend-1", "backend-2");

    assertThat(ready("workload.restart", BACKEND).reach())
        .containsExactly(new Reach(backend, both, 1));
    assertThat(ready("workload.pause", BACKEND).reach())
        .containsExactly(new Reach(backend, both, 2));
    assertThat(ready("workload.resume", BACKEND).reach()).isEmpty();
    assertThat(ready("host.service.stop", Map.of("host", "api-1", "unit", "backend-1")).reach())
        .containsExactly(new Reach(backend, List.of("backend-1"), 1));
    assertThat(ready("host.service.stop", SERVER).reach()).isEmpty();
  }

  @Test
  void the_evidence_of_a_restart_holds_the_old_and_the_new_process() {
    Outcome outcome = perform("host.service.restart", SERVER);
    assertThat(((Outcome.Succeeded) outcome).evidence())
        .contains("(pid 4711) -> runs")
        .endsWith("(pid 4715)");
  }

  @Test
  void what_does_nothing_says_so() {
    perform("host.service.stop", SERVER);
    assertThat(ready("host.service.stop", SERVER).difference().getFirst())
        .isEqualTo("rabbitmq-server is inactive since 2026-11-22 09:12:00 UTC -> nothing changes");
    assertThat(ready("host.service.freeze", SERVER).difference().getFirst())
        .endsWith("-> nothing changes: it does not run");
    assertThat(ready("host.service.start", SERVER).difference().getFirst())
        .endsWith("-> a new process");
  }

  @Test
  void a_restart_that_fails_in_the_second_instance_says_what_was_done() {
    supervisor.failChangesOf("backend-2");
    Outcome outcome = perform("workload.restart", BACKEND);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).why().what())
        .contains("backend-2 is not ready")
        .contains("Done before that: 1 of 2 instances (backend-1 runs");
  }

  @Test
  void a_restart_that_fails_in_the_first_instance_leaves_the_second_alone() {
    supervisor.failChangesOf("backend-1");
    assertThat(perform("workload.restart", BACKEND)).isInstanceOf(Outcome.Failed.class);
    assertThat(supervisor.changes()).containsExactly("restart backend-1");
  }

  @Test
  void a_workload_has_one_preview_line_and_one_line_by_hand_for_each_instance() {
    Preview.Ready preview = ready("workload.restart", BACKEND);
    assertThat(preview.how()).isEqualTo("restart one after the other: units backend-1, backend-2");
    assertThat(preview.difference()).hasSize(2);
    assertThat(preview.byHand().lines()).hasSize(2);
    assertThat(preview.targets()).containsExactly(new Target("staging", "backend"));
  }

  @Test
  void the_same_unit_is_the_same_target_by_whichever_action() {
    assertThat(
            ready("host.service.restart", Map.of("host", "api-2", "unit", "backend-2")).targets())
        .isEqualTo(ready("workload.restart", BACKEND).targets());
  }

  @Test
  void a_unit_that_nobody_named_is_locked_under_its_host() {
    supervisor.unit("epmd", "mq");
    assertThat(ready("host.service.stop", Map.of("host", "mq", "unit", "epmd")).targets())
        .containsExactly(new Target("staging", "mq"));
  }

  @Test
  void a_unit_on_another_host_or_of_no_host_is_refused() {
    for (Map<String, Object> with :
        List.<Map<String, Object>>of(
            Map.of("host", "mq", "unit", "worker"), Map.of("host", "mq", "unit", "nothing"))) {
      Preview preview =
          action("host.service.stop")
              .preview(
                  new ActionCall("host.service.stop", "staging", with, Duration.ofSeconds(10)),
                  new TestCancellation());
      assertThat(((Preview.Impossible) preview).why().code()).isEqualTo(ErrorCode.TARGET_UNKNOWN);
    }
  }

  @Test
  void a_switch_takes_plain_values_only() {
    for (String value : List.of("", "a b", "x&level=y", "../x", "x".repeat(65))) {
      Map<String, Object> with = Map.of("workload", "backend", "name", "LOG_LEVEL", "value", value);
      Preview preview =
          action("workload.switch")
              .preview(
                  new ActionCall("workload.switch", "staging", with, Duration.ofSeconds(10)),
                  new TestCancellation());
      assertThat(((Preview.Impossible) preview).why().code()).isEqualTo(ErrorCode.ARGUMENT_INVALID);
    }
  }

  @Test
  void faults_are_called_faults_and_what_may_stand_in_lastly_is_convergent() {
    assertThat(action("host.service.kill").kind().effects()).contains(Effect.FAULT, Effect.STOP);
    assertThat(action("workload.pause").kind().effects()).contains(Effect.FAULT);
    assertThat(action("workload.restart").kind().effects()).containsExactly(Effect.RESTART);
    for (String name :
        List.of(
            "host.service.start",
            "host.service.stop",
            "host.service.thaw",
            "workload.resume",
            "workload.switch",
            "host.timer.disarm")) {
      assertThat(action(name).kind().convergent()).as(name).isTrue();
    }
    assertThat(action("workload.restart").kind().convergent()).isFalse();
  }
}
