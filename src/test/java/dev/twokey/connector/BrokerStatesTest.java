package dev.twokey.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.lab.Fault;
import dev.twokey.lab.LabClient;
import dev.twokey.lab.LabFixture;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the probes read from a real broker in each of the states that a diagnosis tells apart. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrokerStatesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Map<String, Object> SERVICE = Map.of("service", "rabbitmq");

  private static LabWorld world = new LabWorld();
  private static LabFixture lab = world.lab();

  @BeforeAll
  static void healthy() throws IOException, InterruptedException {
    world = new LabWorld();
    lab = world.lab();
    healed();
  }

  @AfterEach
  void heal() throws IOException, InterruptedException {
    healed();
  }

  private static void healed() throws IOException, InterruptedException {
    lab.heal();
    await()
        .atMost(PATIENCE)
        .until(() ->
            Boolean.TRUE.equals(world.from("backend-1", "amqp.handshake").get("authenticated"))
                && Boolean.TRUE.equals(world.broker("rabbitmq.overview").get("answered"))
                && Boolean.FALSE.equals(node().get("disk_alarm"))
                && Boolean.FALSE.equals(node().get("memory_alarm"))
                && Long.valueOf(1).equals(world.queue("transcode_jobs").get("consumers")));
  }

  private static void unreadable(String probe, Map<String, Object> with, ErrorCode... codes) {
    Reading reading = world.ask(probe, with);
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    assertThat(((Reading.Unreadable) reading).why().code()).isIn((Object[]) codes);
  }

  private static Map<?, ?> node() {
    List<?> nodes = (List<?>) world.broker("rabbitmq.nodes").getOrDefault("nodes", List.of());
    assertThat(nodes).hasSize(1);
    return (Map<?, ?>) nodes.getFirst();
  }

  @Test
  void a_healthy_broker_is_healthy_from_everywhere() {
    assertThat(world.broker("rabbitmq.overview"))
        .containsEntry("answered", true)
        .containsKeys("cluster_name", "messages", "connections", "consumers");
    assertThat(node())
        .isEqualTo(node())
        .extracting("running", "disk_alarm", "memory_alarm")
        .containsExactly(true, false, false);
    assertThat(world.broker("rabbitmq.login")).containsEntry("authorised", true);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(world.queue("transcode_jobs"))
                .containsEntry("consumers", 1L)
                .containsKeys("messages", "ready", "unacknowledged", "published_per_second"));
    assertThat(world.unit("rabbitmq", "rabbitmq-server"))
        .containsEntry("state", "active")
        .containsEntry("exit_code", 0L);
    assertThat(world.broker("amqp.handshake"))
        .containsEntry("authenticated", true)
        .containsEntry("user", "twokey_read")
        .containsKey("fingerprint");
    for (String backend : List.of("backend-1", "backend-2")) {
      assertThat(world.from(backend, "amqp.handshake"))
          .containsEntry("started", true)
          .containsEntry("authenticated", true)
          .containsEntry("user", "app")
          .containsKeys("answer", "host", "fingerprint", "milliseconds");
      assertThat(world.from(backend, "tcp.connect")).containsEntry("answered", true);
      assertThat(world.from(backend, "dns.resolve"))
          .containsEntry("answered", true)
          .containsEntry("host", "rabbitmq.lab")
          .containsEntry("addresses", List.of("127.0.0.1"));
    }
  }

  @Test
  void a_backend_answers_to_itself_and_to_twokey() {
    Map<String, Object> page = Map.of("service", "backend", "path", "/healthz");
    assertThat(world.read("http.get", page))
        .containsEntry("status", 200L)
        .extracting("body", InstanceOfAssertFactories.STRING)
        .contains("\"unit\":\"backend-1\"");
    assertThat(LabWorld.values(world.ask("http.get", Optional.of("backend-2"), page)))
        .containsEntry("status", 200L)
        .extracting("body", InstanceOfAssertFactories.STRING)
        .contains("\"unit\":\"backend-2\"");
  }

  @Test
  void a_killed_broker_is_down() throws IOException {
    lab.fault(Fault.KILL, true);

    assertThat(world.unit("rabbitmq", "rabbitmq-server"))
        .containsEntry("state", "failed")
        .containsEntry("pid", 0L)
        .containsEntry("exit_code", 137L);
    assertThat(world.broker("rabbitmq.overview")).isEqualTo(Map.of("answered", false));
    assertThat(world.broker("rabbitmq.login")).containsEntry("answered", false);
    assertThat(world.broker("tcp.connect")).containsEntry("answered", false);
    assertThat(world.broker("amqp.handshake"))
        .containsEntry("answered", false)
        .containsEntry("answer", "connection refused");
    assertThat(world.from("backend-1", "amqp.handshake")).containsEntry("answered", false);
    unreadable("rabbitmq.nodes", SERVICE, ErrorCode.SYSTEM_UNREACHABLE);
    unreadable("rabbitmq.queue", Map.of("queue", "transcode_jobs"), ErrorCode.SYSTEM_UNREACHABLE);
  }

  @Test
  void a_hung_broker_accepts_and_does_not_answer() throws IOException {
    lab.fault(Fault.HANG, true);

    assertThat(world.unit("rabbitmq", "rabbitmq-server")).containsEntry("state", "frozen");
    assertThat(world.broker("tcp.connect")).containsEntry("answered", true);
    assertThat(world.broker("amqp.handshake"))
        .containsEntry("answered", false)
        .containsEntry("started", false)
        .extracting("answer", InstanceOfAssertFactories.STRING)
        .startsWith("accepted, no answer");
    assertThat(world.broker("rabbitmq.overview")).containsEntry("answered", false);
    assertThat(world.from("backend-1", "amqp.handshake"))
        .containsEntry("answered", false)
        .extracting("answer", InstanceOfAssertFactories.STRING)
        .startsWith("accepted, no answer");
    unreadable("rabbitmq.nodes", SERVICE, ErrorCode.PROBE_TIMEOUT);
  }

  /** The alarm is known at once, the sizes of its moment when the broker's statistics follow. */
  private static Predicate<Map<?, ?>> alarmed(String alarm, String size) {
    return node -> Boolean.TRUE.equals(node.get(alarm)) && node.containsKey(size);
  }

  @Test
  void a_disk_alarm_is_seen_while_the_overview_answers() throws IOException {
    lab.fault(Fault.DISK_ALARM, true);

    Map<?, ?> node =
        await().atMost(PATIENCE).until(BrokerStatesTest::node, alarmed("disk_alarm", "disk_free"));

    assertThat(node.get("memory_alarm")).isEqualTo(false);
    assertThat((Long) node.get("disk_free")).isLessThan((Long) node.get("disk_free_limit"));
    assertThat(world.broker("rabbitmq.overview")).containsEntry("answered", true);
    assertThat(world.from("backend-1", "amqp.handshake")).containsEntry("authenticated", true);
  }

  @Test
  void a_memory_alarm_is_seen_while_the_overview_answers() throws IOException {
    lab.fault(Fault.MEMORY_ALARM, true);

    Map<?, ?> node =
        await()
            .atMost(PATIENCE)
            .until(BrokerStatesTest::node, alarmed("memory_alarm", "memory_used"));

    assertThat(node.get("disk_alarm")).isEqualTo(false);
    assertThat((Long) node.get("memory_used")).isGreaterThan((Long) node.get("memory_limit"));
    assertThat(world.broker("rabbitmq.overview")).containsEntry("answered", true);
  }

  @Test
  void a_rotated_password_is_shown_by_user_host_and_fingerprint() throws IOException {
    Object before = world.from("backend-1", "amqp.handshake").get("fingerprint");
    String password = lab.password("app");

    lab.fault(Fault.PASSWORD, true);

    Map<String, Object> refused = world.from("backend-1", "amqp.handshake");
    assertThat(refused)
        .containsEntry("answered", true)
        .containsEntry("started", true)
        .containsEntry("authenticated", false)
        .containsEntry("user", "app")
        .containsEntry("host", "rabbitmq.lab")
        .containsEntry("fingerprint", before);
    assertThat(LabWorld.field(refused, "answer").toString()).contains("ACCESS_REFUSED");
    assertThat(refused.toString()).doesNotContain(password);
    assertThat(world.broker("rabbitmq.login")).containsEntry("authorised", true);
  }

  @Test
  void a_cut_way_is_seen_from_one_backend_only() throws IOException {
    lab.fault(Fault.CUT, true, "backend-1");

    assertThat(world.from("backend-1", "amqp.handshake")).containsEntry("answered", false);
    assertThat(world.from("backend-1", "tcp.connect")).containsEntry("answered", false);
    assertThat(world.from("backend-2", "amqp.handshake")).containsEntry("authenticated", true);
    assertThat(world.broker("amqp.handshake")).containsEntry("authenticated", true);
  }

  @Test
  void a_way_that_swallows_everything_is_silent_from_one_backend_only() throws IOException {
    lab.fault(Fault.BLACKHOLE, true, "backend-1");

    assertThat(world.from("backend-1", "amqp.handshake"))
        .containsEntry("answered", false)
        .extracting("answer", InstanceOfAssertFactories.STRING)
        .startsWith("accepted, no answer");
    assertThat(world.from("backend-2", "amqp.handshake")).containsEntry("authenticated", true);
  }

  @Test
  void a_name_that_does_not_resolve_is_seen_from_one_backend_only() throws IOException {
    lab.fault(Fault.DNS, true, "backend-1");

    assertThat(world.from("backend-1", "dns.resolve"))
        .containsEntry("answered", false)
        .containsEntry("addresses", List.of())
        .containsEntry("host", "rabbitmq.lab");
    assertThat(world.from("backend-1", "amqp.handshake"))
        .containsEntry("answered", false)
        .extracting("answer", InstanceOfAssertFactories.STRING)
        .contains("does not resolve");
    assertThat(world.from("backend-2", "dns.resolve")).containsEntry("answered", true);
  }

  @Test
  void the_plugin_can_be_down_while_amqp_works() throws IOException {
    lab.fault(Fault.PLUGIN, true);

    assertThat(world.broker("rabbitmq.overview")).isEqualTo(Map.of("answered", false));
    assertThat(world.broker("rabbitmq.login")).containsEntry("answered", false);
    unreadable("rabbitmq.nodes", SERVICE, ErrorCode.SYSTEM_UNREACHABLE);
    assertThat(world.broker("amqp.handshake")).containsEntry("authenticated", true);
    assertThat(world.from("backend-1", "amqp.handshake")).containsEntry("authenticated", true);
    assertThat(world.unit("rabbitmq", "rabbitmq-server")).containsEntry("state", "active");
  }

  @Test
  void a_stuck_consumer_leaves_a_backlog() throws IOException {
    lab.send(LabClient.request("freeze").put("unit", "worker-transcode"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(world.queue("transcode_jobs"))
                .containsEntry("consumers", 1L)
                .containsEntry("acked_per_second", 0.0)
                .hasEntrySatisfying(
                    "messages", waiting -> assertThat((Long) waiting).isGreaterThan(5)));
    Map<String, Object> instances =
        world.read("workload.instances", Map.of("workload", "worker-transcode"));
    assertThat(LabWorld.field(instances, "instances").toString())
        .contains("state=frozen", "ready=false");
    assertThat(world.queue("search_index_updates")).containsEntry("consumers", 1L);
  }

  @Test
  void a_deployment_is_a_recent_change() throws IOException {
    Instant before = Instant.now().minusSeconds(1);
    lab.deploy("backend", "4f2c1", "ben");

    List<?> changes =
        (List<?>) LabWorld.field(world.read("changes.recent", Map.of("within", "30m")), "changes");

    assertThat((Map<?, ?>) changes.getLast())
        .extracting("service", "version", "by")
        .containsExactly("backend", "4f2c1", "ben");
    assertThat((Instant) ((Map<?, ?>) changes.getLast()).get("at")).isAfter(before);
  }

  @Test
  void logs_and_disk_are_read() {
    assertThat(world.read("host.log", Map.of("host", "api-1", "unit", "backend-1", "lines", 3L)))
        .hasEntrySatisfying("count", count -> assertThat((Long) count).isBetween(1L, 3L));
    assertThat(
            world.read("workload.log", Map.of("workload", "backend", "contains", "no such text")))
        .isEqualTo(Map.of("count", 0L, "lines", List.of()));
    Map<String, Object> disk =
        world.read("host.disk", Map.of("host", "rabbitmq", "path", lab.directory().toString()));
    assertThat((Double) disk.get("used_share")).isBetween(0.0, 1.0);
    unreadable("host.disk", Map.of("host", "rabbitmq", "path", "/etc"), ErrorCode.FORBIDDEN);
  }
}
