package dev.twokey.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.connector.host.HostConnector;
import dev.twokey.connector.net.NetConnector;
import dev.twokey.connector.rabbitmq.RabbitmqConnector;
import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes that are asked from an instance, through the supervisor of its host. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlaceTest {
  private static final Map<String, Object> BROKER = Map.of("service", "rabbitmq");

  @TempDir Path folder = Path.of("");
  private List<AutoCloseable> parts = new ArrayList<>();

  @BeforeEach
  void begin() {
    parts = new ArrayList<>();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : parts) {
      part.close();
    }
  }

  private FakeSupervisor supervisor() throws IOException {
    FakeSupervisor supervisor =
        new FakeSupervisor(folder.resolve("s"))
            .unit("backend-1", "api-1")
            .unit("backend-2", "api-2")
            .unit("worker", "api-1");
    parts.add(supervisor);
    return supervisor;
  }

  private Reading ask(String probe, String from, Map<String, Object> with) {
    World world =
        new TestInventory()
            .environment(
                "staging", Addresses.nowhere("/nowhere").socket(folder.resolve("s").toString()))
            .world();
    List<Probe> probes = new ArrayList<>(RabbitmqConnector.probes(world, HostConnector.place()));
    probes.addAll(NetConnector.probes(world, HostConnector.place()));
    return ProbeSystems.named(probe, probes)
        .read(
            new ProbeCall(probe, "staging", Optional.of(from), with, Duration.ofSeconds(2)),
            new TestCancellation());
  }

  private static ErrorCode code(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable) reading).why().code();
  }

  @Test
  void a_handshake_is_told_in_the_probes_own_fields() throws IOException {
    supervisor()
        .attempt(
            "amqp.handshake",
            """
            {"answered":true,"started":true,"authenticated":false,"answer":"403 ACCESS_REFUSED",\
            "user":"app","host":"rabbitmq.lab","port":21673,"password_fingerprint":"0a1b2c3d",\
            "duration_ms":12,"detail":"refused"}
            """);
    assertThat(LabWorld.values(ask("amqp.handshake", "backend-1", BROKER)))
        .isEqualTo(
            Map.of(
                "answered",
                true,
                "started",
                true,
                "authenticated",
                false,
                "answer",
                "403 ACCESS_REFUSED",
                "user",
                "app",
                "host",
                "rabbitmq.lab",
                "fingerprint",
                "0a1b2c3d",
                "milliseconds",
                12L));
  }

  @Test
  void silence_is_told_in_the_answer() throws IOException {
    supervisor()
        .attempt(
            "amqp.handshake",
            "{\"answered\":false,\"started\":false,\"authenticated\":false,\"answer\":\"\","
                + "\"detail\":\"accepted, no answer in 5 s\"}");
    assertThat(LabWorld.values(ask("amqp.handshake", "backend-2", BROKER)))
        .containsEntry("answered", false)
        .containsEntry("answer", "accepted, no answer in 5 s");
  }

  @Test
  void a_login_that_nobody_answered_was_neither_taken_nor_refused() throws IOException {
    supervisor()
        .attempt(
            "amqp.handshake",
            "{\"answered\":true,\"started\":true,\"authenticated\":false,\"answer\":\"Connection.Start"
                + " 0-9\",\"detail\":\"started, no more answer in 3 s\"}");
    assertThat(LabWorld.values(ask("amqp.handshake", "backend-1", BROKER)))
        .isEqualTo(
            Map.of("answered", true, "started", true, "answer", "started, no more answer in 3 s"));
  }

  @Test
  void a_name_that_does_not_resolve_there_has_no_addresses() throws IOException {
    supervisor()
        .attempt(
            "dns.resolve",
            "{\"answered\":false,\"name\":\"rabbitmq.lab\",\"detail\":\"does not resolve\"}");
    assertThat(LabWorld.values(ask("dns.resolve", "backend-1", BROKER)))
        .isEqualTo(
            Map.of(
                "answered",
                false,
                "addresses",
                List.of(),
                "host",
                "rabbitmq.lab",
                "detail",
                "does not resolve"));
  }

  @Test
  void an_instance_that_does_not_run_is_no_place_to_ask_from() throws IOException {
    supervisor().set("backend-1", "state", "\"failed\"");
    for (String probe : List.of("amqp.handshake", "tcp.connect", "dns.resolve")) {
      assertThat(code(ask(probe, "backend-1", BROKER))).isEqualTo(ErrorCode.SYSTEM_UNREACHABLE);
    }
  }

  @Test
  void a_supervisor_that_is_gone_or_silent_tells_nothing_about_the_broker() throws IOException {
    assertThat(code(ask("tcp.connect", "backend-1", BROKER)))
        .isEqualTo(ErrorCode.SYSTEM_UNREACHABLE);
    parts.add(SilentServer.onSocket(folder.resolve("s")));
    assertThat(code(ask("tcp.connect", "backend-1", BROKER))).isEqualTo(ErrorCode.PROBE_TIMEOUT);
  }

  @Test
  void a_page_is_asked_of_the_instance_itself() throws IOException {
    supervisor()
        .attempt(
            "http.get", "{\"answered\":true,\"status\":200,\"body\":\"ok\",\"duration_ms\":3}");
    Map<String, Object> page = Map.of("service", "backend", "path", "/healthz");
    assertThat(LabWorld.values(ask("http.get", "backend-2", page)))
        .isEqualTo(Map.of("answered", true, "status", 200L, "body", "ok", "milliseconds", 3L));
    assertThat(code(ask("http.get", "worker", page))).isEqualTo(ErrorCode.CONFIG_INVALID);
  }

  @Test
  void only_the_broker_that_an_instance_is_configured_for_can_be_asked_from_it()
      throws IOException {
    supervisor();
    assertThat(code(ask("tcp.connect", "backend-1", Map.of("service", "backend"))))
        .isEqualTo(ErrorCode.CONFIG_INVALID);
  }

  @Test
  void a_probe_without_a_place_refuses_one() throws IOException {
    supervisor();
    assertThat(code(ask("rabbitmq.nodes", "backend-1", BROKER)))
        .isEqualTo(ErrorCode.ARGUMENT_UNKNOWN);
  }
}
