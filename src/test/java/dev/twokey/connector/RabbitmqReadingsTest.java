package dev.twokey.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.connector.host.HostConnector;
import dev.twokey.connector.rabbitmq.RabbitmqConnector;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the probes make of answers that were captured from a real broker. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RabbitmqReadingsTest {
  private static final String QUEUE = "/api/queues/%2F/orders";

  private final FakeManagement management =
      new FakeManagement().login("twokey_read", "secret:read");

  RabbitmqReadingsTest() throws IOException {}

  @AfterEach
  void close() {
    management.close();
  }

  private Reading read(String probe, Map<String, Object> with) {
    return read(probe, with, Addresses.nowhere("/nowhere").management(management.address()));
  }

  private static Reading read(String probe, Map<String, Object> with, Addresses at) {
    TestInventory inventory = new TestInventory().environment("staging", at);
    return ProbeSystems.named(
            probe, RabbitmqConnector.probes(inventory.world(), HostConnector.place()))
        .read(
            new ProbeCall(probe, "staging", Optional.empty(), with, Duration.ofSeconds(10)),
            new TestCancellation());
  }

  private Map<String, Object> broker(String probe) {
    return LabWorld.values(read(probe, Map.of("service", "rabbitmq")));
  }

  private Map<String, Object> queue() {
    return LabWorld.values(read("rabbitmq.queue", Map.of("queue", "orders")));
  }

  private Map<?, ?> node() {
    return (Map<?, ?>) ((List<?>) LabWorld.field(broker("rabbitmq.nodes"), "nodes")).getFirst();
  }

  private static ErrorCode code(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable) reading).why().code();
  }

  @ParameterizedTest
  @CsvSource({
    "healthy, false, false", "backlog, false, false",
    "disk-alarm, true, false", "memory-alarm, false, true"
  })
  void alarms_are_read_in_each_state(String state, boolean disk, boolean memory) {
    management.in(state);
    assertThat(node())
        .extracting("name", "running", "disk_alarm", "memory_alarm")
        .containsExactly("lab@localhost", true, disk, memory);
  }

  @Test
  void the_sizes_behind_a_disk_alarm_are_read() {
    management.in("disk-alarm");
    assertThat(node())
        .extracting("disk_free", "disk_free_limit")
        .containsExactly(78_097_055_744L, 200_000_000_000L);
  }

  @Test
  void an_alarm_is_seen_before_the_list_of_nodes_shows_it_and_its_sizes_are_left_out() {
    management
        .in("healthy")
        .answer(
            "/api/health/checks/alarms",
            503,
            "{\"alarms\":[{\"node\":\"lab@localhost\",\"resource\":\"disk space\"},"
                + "{\"node\":\"other@host\",\"resource\":\"memory\"}],\"status\":\"failed\"}");
    assertThat(node().get("disk_alarm")).isEqualTo(true);
    assertThat(node().get("memory_alarm")).isEqualTo(false);
    assertThat(node().toString()).contains("memory_limit").doesNotContain("disk_free");
  }

  @Test
  void an_alarm_that_is_over_is_not_shown_any_more() {
    management.in("memory-alarm").answer("/api/health/checks/alarms", 200, "{\"status\":\"ok\"}");
    assertThat(node().get("memory_alarm")).isEqualTo(false);
  }

  @Test
  void a_check_of_alarms_that_breaks_changes_nothing() {
    management.in("disk-alarm").answer("/api/health/checks/alarms", 503, "oops");
    assertThat(node().get("disk_alarm")).isEqualTo(true);
  }

  @Test
  void what_a_node_does_not_say_is_left_out() {
    management.answer(
        "/api/nodes",
        200,
        "[{\"name\":\"rabbit@mq1\",\"running\":false,\"mem_alarm\":null,"
            + "\"disk_free\":\"disk_free_monitoring_disabled\"}]");
    assertThat(node().toString()).isEqualTo("{name=rabbit@mq1, running=false}");
  }

  @ParameterizedTest
  @CsvSource({"healthy, 0, 0", "backlog, 10000, 0", "disk-alarm, 0, 0"})
  void totals_are_read_and_a_broker_without_queues_has_no_messages(
      String state, long messages, long consumers) {
    management.in(state);
    assertThat(broker("rabbitmq.overview"))
        .containsEntry("answered", true)
        .containsEntry("cluster_name", "lab@vm")
        .containsEntry("messages", messages)
        .containsEntry("consumers", consumers);
  }

  @Test
  void totals_that_the_broker_does_not_know_yet_are_left_out() {
    management.answer(
        "/api/overview", 200, "{\"queue_totals\":{},\"object_totals\":{\"queues\":4}}");
    assertThat(broker("rabbitmq.overview")).isEqualTo(Map.of("answered", true));
  }

  @Test
  void an_overview_that_is_refused_has_answered() {
    management.login("twokey_read", "another");
    assertThat(broker("rabbitmq.overview")).isEqualTo(Map.of("answered", true));
  }

  @Test
  void a_depth_that_is_null_or_missing_is_unknown_and_so_are_its_rates() {
    management.answer(QUEUE, 200, "{\"name\":\"orders\",\"messages\":null}");
    assertThat(queue()).isEmpty();
  }

  @Test
  void a_queue_that_was_never_acknowledged_is_acknowledged_at_no_rate() throws IOException {
    management.answer(QUEUE, 200, RabbitmqProbesConformanceTest.queue());
    assertThat(queue())
        .containsEntry("messages", 10_000L)
        .containsEntry("ready", 10_000L)
        .containsEntry("unacknowledged", 0L)
        .containsEntry("acked_per_second", 0.0)
        .containsEntry("published_per_second", 0.0);
  }

  @Test
  void a_rate_that_is_not_told_is_unknown_though_there_is_a_count() {
    management.answer(QUEUE, 200, "{\"messages\":3,\"message_stats\":{\"ack\":5}}");
    assertThat(queue()).containsEntry("messages", 3L).doesNotContainKey("acked_per_second");
  }

  @Test
  void a_queue_that_is_not_there_is_not_found() {
    assertThat(code(read("rabbitmq.queue", Map.of("queue", "orders"))))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void a_wrong_password_can_not_read_and_the_login_says_so() {
    management.in("healthy").login("twokey_read", "another");
    assertThat(broker("rabbitmq.login"))
        .containsEntry("answered", true)
        .containsEntry("authorised", false)
        .containsEntry("detail", "twokey_read is refused: Login failed");
    Reading nodes = read("rabbitmq.nodes", Map.of("service", "rabbitmq"));
    assertThat(code(nodes)).isEqualTo(ErrorCode.CREDENTIAL_REFUSED);
    assertThat(nodes.toString()).doesNotContain("secret:read");
  }

  @Test
  void a_user_without_the_management_tag_is_told_apart() {
    management.answer(
        "/api/whoami", 401, "{\"error\":\"not_authorised\",\"reason\":\"Not management user\"}");
    assertThat(broker("rabbitmq.login"))
        .containsEntry("authorised", false)
        .containsEntry("detail", "twokey_read is refused: Not management user");
  }

  @Test
  void another_server_on_the_port_is_no_broker() {
    management.answer("/api/nodes", 200, "<html>hello</html>");
    assertThat(code(read("rabbitmq.nodes", Map.of("service", "rabbitmq"))))
        .isEqualTo(ErrorCode.PROBE_FAILED);
    management.answer("/api/nodes", 500, "oops");
    assertThat(code(read("rabbitmq.nodes", Map.of("service", "rabbitmq"))))
        .isEqualTo(ErrorCode.PROBE_FAILED);
  }

  @Test
  void the_aliveness_test_is_never_called_for_it_creates_a_queue() throws IOException {
    management.in("healthy").answer(QUEUE, 200, RabbitmqProbesConformanceTest.queue());
    broker("rabbitmq.overview");
    broker("rabbitmq.nodes");
    broker("rabbitmq.login");
    queue();
    assertThat(management.requests())
        .hasSize(5)
        .allMatch(r -> r.startsWith("GET "))
        .noneMatch(r -> r.contains("aliveness"));
  }

  @ParameterizedTest
  @EnumSource(FakeAmqp.Ends.class)
  void a_handshake_tells_how_far_it_came(FakeAmqp.Ends ends) throws IOException {
    try (FakeAmqp amqp = new FakeAmqp(ends)) {
      Addresses at = Addresses.nowhere("/nowhere").amqp("127.0.0.1:" + amqp.port());
      Map<String, Object> values =
          LabWorld.values(read("amqp.handshake", Map.of("service", "rabbitmq"), at));

      assertThat(values.get("answered")).isEqualTo(ends != FakeAmqp.Ends.CLOSED_AT_ONCE);
      boolean started =
          switch (ends) {
            case LOGIN_REFUSED, VHOST_REFUSED, WELL -> true;
            case HEADER_REJECTED, CLOSED_AT_ONCE -> false;
          };
      assertThat(values.get("started")).isEqualTo(started);
      assertThat(values.get("authenticated"))
          .isEqualTo(started && ends != FakeAmqp.Ends.LOGIN_REFUSED);
      assertThat(LabWorld.field(values, "answer").toString())
          .contains(
              switch (ends) {
                case LOGIN_REFUSED -> "ACCESS_REFUSED";
                case VHOST_REFUSED -> "530 NOT_ALLOWED";
                case WELL -> "Connection.Start 0-9-1, RabbitMQ 3.10.8";
                case HEADER_REJECTED -> "AMQP came back: the server rejects the protocol header";
                case CLOSED_AT_ONCE -> "the connection broke off";
              });
    }
  }

  @Test
  void a_password_is_shown_as_a_keyed_fingerprint_only() throws IOException {
    try (FakeAmqp amqp = new FakeAmqp(FakeAmqp.Ends.LOGIN_REFUSED)) {
      Addresses at = Addresses.nowhere("/nowhere").amqp("127.0.0.1:" + amqp.port());
      Map<String, Object> values =
          LabWorld.values(read("amqp.handshake", Map.of("service", "rabbitmq"), at));
      assertThat(values)
          .containsEntry("user", "twokey_read")
          // printf secret:read | openssl dgst -sha256 -hmac secret:key
          .containsEntry("fingerprint", "beeffefa");
      assertThat(values.toString()).doesNotContain("secret:read");
    }
  }

  @Test
  void a_broker_whose_name_does_not_resolve_gives_no_answer() {
    Addresses at = Addresses.nowhere("/nowhere").amqp(ControlledResolver.UNKNOWN + ":5672");
    Map<String, Object> values =
        LabWorld.values(read("amqp.handshake", Map.of("service", "rabbitmq"), at));
    assertThat(values).containsEntry("answered", false);
    assertThat(LabWorld.field(values, "answer").toString()).contains("does not resolve");
  }
}
