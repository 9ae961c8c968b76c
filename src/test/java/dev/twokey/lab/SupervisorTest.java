package dev.twokey.lab;

import static dev.twokey.lab.SupervisorProcess.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.lab.text.DurableFile;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SupervisorTest {
  private static final Map<String, String> UNITS =
      Map.of(
          "sleeper", "exec sleep 1000",
          "family", "setsid sleep 1000 & exec sleep 1000",
          "stubborn", "trap '' TERM; while :; do sleep 0.1; done",
          "broken", "exit 3",
          "short", "exit 0",
          "talker", "i=0; while [ $i -lt 900 ]; do echo line $i of many; i=$((i+1)); done");

  private static SupervisorProcess supervisor;

  @BeforeAll
  static void start() throws IOException {
    supervisor = new SupervisorProcess(UNITS);
  }

  @AfterAll
  static void end() throws IOException {
    supervisor.close();
  }

  @AfterEach
  void stopAll() throws IOException {
    for (String unit : List.of("sleeper", "family", "stubborn")) {
      supervisor.ask("stop", unit);
    }
  }

  @Test
  void a_unit_that_never_ran_is_inactive() throws IOException {
    JsonNode status = supervisor.ask("status", "short");

    assertThat(status.path("ok").asBoolean()).isTrue();
    assertThat(status.path("host").asText()).isEqualTo("here");
    assertThat(status.has("pid")).isFalse();
  }

  @Test
  void start_stop_and_start_again_are_seen_in_state_pid_and_count() throws IOException {
    JsonNode first = supervisor.ask("start", "sleeper");
    assertThat(first.path("changed").asBoolean()).isTrue();
    assertThat(first.path("state").asText()).isEqualTo("active");
    assertThat(ProcessHandle.of(first.path("pid").asLong())).isPresent();
    int restarts = first.path("restarts").asInt();

    JsonNode stopped = supervisor.ask("stop", "sleeper");
    assertThat(stopped.path("state").asText()).isEqualTo("inactive");
    assertThat(stopped.path("exit_code").asInt()).isEqualTo(143);

    JsonNode second = supervisor.ask("start", "sleeper");
    assertThat(second.path("restarts").asInt()).isEqualTo(restarts + 1);
    assertThat(second.path("pid").asLong()).isNotEqualTo(first.path("pid").asLong());
  }

  @Test
  void starting_what_runs_and_stopping_what_does_not_changes_nothing() throws IOException {
    JsonNode first = supervisor.ask("start", "sleeper");

    JsonNode again = supervisor.ask("start", "sleeper");
    assertThat(again.path("changed").asBoolean()).isFalse();
    assertThat(again.path("pid")).isEqualTo(first.path("pid"));

    supervisor.ask("stop", "sleeper");
    JsonNode stopped = supervisor.ask("stop", "sleeper");
    assertThat(stopped.path("ok").asBoolean()).isTrue();
    assertThat(stopped.path("changed").asBoolean()).isFalse();
  }

  @Test
  void a_killed_unit_has_failed_with_137() throws IOException {
    supervisor.ask("start", "sleeper");

    JsonNode killed = supervisor.ask("kill", "sleeper");

    assertThat(killed.path("state").asText()).isEqualTo("failed");
    assertThat(killed.path("exit_code").asInt()).isEqualTo(137);
  }

  @Test
  void a_unit_that_is_killed_by_somebody_else_has_failed_too() throws IOException {
    long pid = supervisor.ask("start", "sleeper").path("pid").asLong();

    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    await().until(() -> supervisor.state("sleeper").equals("failed"));
  }

  @Test
  void a_unit_that_ends_by_itself_is_inactive_or_failed_by_its_exit_code() throws IOException {
    supervisor.ask("start", "short");
    supervisor.ask("start", "broken");

    await().until(() -> supervisor.state("broken").equals("failed"));
    await().until(() -> supervisor.state("short").equals("inactive"));
    assertThat(supervisor.ask("status", "broken").path("exit_code").asInt()).isEqualTo(3);
  }

  @Test
  void a_frozen_unit_is_frozen_until_it_is_thawed() throws IOException {
    supervisor.ask("start", "sleeper");

    assertThat(supervisor.ask("freeze", "sleeper").path("state").asText()).isEqualTo("frozen");
    assertThat(supervisor.state("sleeper")).isEqualTo("frozen");
    assertThat(supervisor.ask("thaw", "sleeper").path("state").asText()).isEqualTo("active");
    assertThat(code(supervisor.ask("freeze", "short"))).isEqualTo("UNIT-AWAY");
  }

  @Test
  void a_frozen_unit_can_be_stopped_in_good_order() throws IOException {
    supervisor.ask("start", "sleeper");
    supervisor.ask("freeze", "sleeper");

    JsonNode stopped = supervisor.ask("stop", "sleeper");

    assertThat(stopped.path("exit_code").asInt()).isEqualTo(143);
  }

  @Test
  void a_unit_that_ignores_term_is_killed_after_its_grace() throws IOException {
    supervisor.ask("start", "stubborn");

    JsonNode stopped = supervisor.ask("stop", "stubborn");

    assertThat(stopped.path("exit_code").asInt()).isEqualTo(137);
    assertThat(stopped.path("state").asText()).isEqualTo("inactive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "kill"})
  void no_descendant_survives_its_unit_even_in_a_session_of_its_own(String op) throws IOException {
    long pid = supervisor.ask("start", "family").path("pid").asLong();
    ProcessHandle parent = ProcessHandle.of(pid).orElseThrow();
    await().until(() -> parent.descendants().count() == 1);
    ProcessHandle child = parent.descendants().findFirst().orElseThrow();

    supervisor.ask(op, "family");

    await().until(() -> !child.isAlive());
  }

  @Test
  void logs_are_filtered_and_bounded() throws IOException {
    supervisor.ask("start", "talker");
    await()
        .until(
            () -> supervisor.ask("logs", "talker").path("lines").toString().contains("line 899"));

    JsonNode some =
        supervisor.ask(
            LabClient.request("logs")
                .put("unit", "talker")
                .put("contains", "line 1")
                .put("lines", 5));
    assertThat(some.path("lines")).hasSize(5);
    assertThat(some.path("lines").get(4).asText()).isEqualTo("line 199 of many");
    assertThat(some.path("truncated").asBoolean()).isTrue();

    JsonNode tooMany =
        supervisor.ask(LabClient.request("logs").put("unit", "talker").put("lines", 501));
    assertThat(code(tooMany)).isEqualTo("FIELD-INVALID");
  }

  @Test
  void the_disk_is_read_inside_the_lab_only() throws IOException {
    String inside = supervisor.directory().path().toString();

    JsonNode own = supervisor.ask(LabClient.request("disk").put("path", inside));
    assertThat(own.path("total_bytes").asLong()).isGreaterThan(own.path("free_bytes").asLong());

    JsonNode other = supervisor.ask(LabClient.request("disk").put("path", inside + "/../../etc"));
    assertThat(code(other)).isEqualTo("PATH-REFUSED");
  }

  @Test
  void deployments_are_read_by_time_and_service() throws IOException {
    Lab lab = new Lab("test", supervisor.directory(), new LabPorts(12_000), _ -> {});
    lab.deploy("backend", "4f2c1", "ben");
    lab.deploy("worker", "77aa0", "ana");

    JsonNode all = supervisor.ask("deployments").path("deployments");
    assertThat(all).hasSize(2);
    assertThat(all.get(0).path("version").asText()).isEqualTo("4f2c1");

    JsonNode one = supervisor.ask(LabClient.request("deployments").put("service", "worker"));
    assertThat(one.path("deployments")).hasSize(1);
    JsonNode none =
        supervisor.ask(LabClient.request("deployments").put("since", "2999-01-01T00:00:00Z"));
    assertThat(none.path("deployments")).isEmpty();
    JsonNode wrong = supervisor.ask(LabClient.request("deployments").put("since", "yesterday"));
    assertThat(code(wrong)).isEqualTo("FIELD-INVALID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start",
        "stop",
        "restart",
        "kill",
        "freeze",
        "thaw",
        "timer.arm",
        "timer.disarm",
        "relay.set",
        "relay.reset",
        "dns.set",
        "broker.limit",
        "broker.plugin",
        "broker.password",
        "shutdown"
      })
  void the_token_for_reading_changes_nothing(String op) throws IOException {
    JsonNode answer =
        supervisor.client("read.token").exchange(LabClient.request(op).put("unit", "sleeper"));

    assertThat(code(answer)).isEqualTo("TOKEN-READ-ONLY");
    assertThat(supervisor.state("sleeper")).isNotEqualTo("active");
  }

  @Test
  void an_unknown_token_is_refused_and_the_one_for_reading_reads() throws IOException {
    LabClient stranger = new LabClient(supervisor.directory().socket(), "0123456789abcdef0123");
    assertThat(code(stranger.exchange(LabClient.request("list")))).isEqualTo("TOKEN-REFUSED");
    assertThat(code(stranger.exchange(LabClient.request("no.such")))).isEqualTo("TOKEN-REFUSED");

    JsonNode list = supervisor.client("read.token").send(LabClient.request("list"));
    assertThat(list.path("units")).hasSize(6);
  }

  @Test
  void errors_have_a_code_a_sentence_and_an_advice() throws IOException {
    assertThat(code(supervisor.ask("status", "nobody"))).isEqualTo("UNIT-UNKNOWN");
    assertThat(code(supervisor.ask("fly", "sleeper"))).isEqualTo("OP-UNKNOWN");
    assertThat(code(supervisor.ask("status"))).isEqualTo("FIELD-MISSING");
    assertThat(code(supervisor.ask("broker.fingerprint"))).isEqualTo("FIELD-MISSING");
    JsonNode error = supervisor.ask("status", "nobody").path("error");
    assertThat(error.path("what").asText()).contains("nobody");
    assertThat(error.path("advice").asText()).isNotEmpty();
  }

  @Test
  void silent_clients_do_not_keep_others_out() throws IOException {
    List<SocketChannel> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        silent.add(SocketChannel.open(UnixDomainSocketAddress.of(supervisor.directory().socket())));
      }
      assertThat(supervisor.ask("ping").path("ok").asBoolean()).isTrue();
    } finally {
      for (SocketChannel client : silent) {
        client.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no json", "[]", "\"text\"", "{\"op\":\"list\"", ""})
  void what_is_no_request_is_answered_with_an_error(String line) throws IOException {
    assertThat(raw(line + "\n")).contains("\"ok\":false").contains("REQUEST-MALFORMED");
  }

  @Test
  void a_request_that_is_too_long_is_refused() throws IOException {
    assertThat(raw("x".repeat(70_000))).contains("REQUEST-TOO-LONG");
  }

  private static String raw(String text) throws IOException {
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(supervisor.directory().socket()))) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      channel.shutdownOutput();
      byte[] answer = Channels.newInputStream(channel).readAllBytes();
      return new String(answer, StandardCharsets.UTF_8);
    }
  }

  @Test
  void nobody_else_may_enter_its_folder_or_read_its_tokens() throws IOException {
    LabDirectory directory = supervisor.directory();

    assertThat(Files.getPosixFilePermissions(directory.path()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    for (String secret : List.of("read.token", "change.token", "secrets/app.password")) {
      assertThat(Files.getPosixFilePermissions(directory.secretFile(secret)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void units_survive_the_death_of_the_supervisor_and_are_found_again() throws Exception {
    JsonNode before = supervisor.ask("start", "sleeper");

    supervisor.killHard();
    assertThat(ProcessHandle.of(before.path("pid").asLong())).isPresent();
    supervisor.launchAgain();

    JsonNode after = supervisor.ask("status", "sleeper");
    assertThat(after.path("state").asText()).isEqualTo("active");
    assertThat(after.path("pid")).isEqualTo(before.path("pid"));
    assertThat(after.path("started_at")).isEqualTo(before.path("started_at"));
    assertThat(supervisor.ask("stop", "sleeper").path("state").asText()).isEqualTo("inactive");
  }

  @Test
  void a_unit_whose_start_was_not_noted_is_found_by_its_marks() throws Exception {
    JsonNode before = supervisor.ask("start", "sleeper");
    supervisor.killHard();
    Files.delete(supervisor.directory().path().resolve("state/sleeper.json"));
    supervisor.launchAgain();

    assertThat(supervisor.ask("status", "sleeper").path("pid")).isEqualTo(before.path("pid"));
  }

  @Test
  void a_pid_that_was_given_to_somebody_else_is_never_signalled() throws Exception {
    supervisor.ask("start", "sleeper");
    supervisor.ask("stop", "sleeper");
    supervisor.killHard();
    Process innocent = new ProcessBuilder("sleep", "1000").start();
    try {
      var memory = Json.object();
      memory.put("pid", innocent.pid()).put("startTicks", 1).put("running", true);
      memory.put("startedAt", "2026-11-22T09:00:00Z").put("since", "2026-11-22T09:00:00Z");
      memory.put("starts", 1).put("failed", false);
      DurableFile.write(
          supervisor.directory().path().resolve("state/sleeper.json"), Json.line(memory));
      supervisor.launchAgain();

      assertThat(supervisor.state("sleeper")).isEqualTo("failed");
      assertThat(supervisor.ask("status", "sleeper").has("exit_code")).isFalse();
      supervisor.ask("kill", "sleeper");
      supervisor.ask("stop", "sleeper");
      assertThat(innocent.isAlive()).isTrue();
    } finally {
      innocent.destroyForcibly();
    }
  }

  @Test
  void a_lab_with_an_owner_ends_with_it() throws IOException {
    Process owner = new ProcessBuilder("sleep", "1000").start();
    try (SupervisorProcess owned =
        new SupervisorProcess(Map.of("sleeper", "exec sleep 1000"), owner.pid())) {
      long pid = owned.ask("start", "sleeper").path("pid").asLong();

      owner.destroyForcibly();

      await().atMost(Duration.ofSeconds(20)).until(() -> !owned.runs());
      await().until(() -> ProcessHandle.of(pid).isEmpty());
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void a_second_supervisor_of_the_same_folder_ends_at_once() throws Exception {
    List<String> command = new ArrayList<>(JavaCommand.of("supervisor", List.of()));
    command.addAll(List.of("--dir", supervisor.directory().path().toString(), "--owner", "0"));

    Process second = new ProcessBuilder(command).redirectErrorStream(true).start();

    await().atMost(Duration.ofSeconds(20)).until(() -> !second.isAlive());
    assertThat(second.exitValue()).isOne();
    assertThat(second.inputReader().readLine()).contains("runs already");
    assertThat(supervisor.ask("ping").path("ok").asBoolean()).isTrue();
  }
}
