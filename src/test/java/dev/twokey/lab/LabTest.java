package dev.twokey.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The whole environment with a real broker, started once; each test breaks one thing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LabTest {
  private static LabFixture lab;
  private static ManagementApi reader;

  @BeforeAll
  static void up() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    lab = LabFixture.get();
    reader = new ManagementApi(lab, "twokey_read");
  }

  @BeforeEach
  void heal() throws IOException, InterruptedException {
    lab.heal();
    await()
        .until(() ->
            lab.ask("backend-1", "amqp.handshake").path("authenticated").asBoolean()
                && health("backend-1").path("broker").asText().equals("connected"));
  }

  private static JsonNode health(String backend) throws IOException {
    JsonNode answer =
        lab.send(
            LabClient.request("ask")
                .put("from", backend)
                .put("probe", "http.get")
                .put("path", "/healthz"));
    return Json.MAPPER.readTree(answer.path("body").asText("{}"));
  }

  private static void assertRefused(String fault, JsonNode answer) {
    assertThat(answer.path("answered").asBoolean()).as(fault + ": " + answer).isFalse();
    assertThat(answer.path("started").asBoolean()).isFalse();
  }

  @Test
  void messages_flow_from_the_publisher_through_both_backends_to_every_worker() throws Exception {
    for (String queue : LabSystem.WORKERS.keySet()) {
      await().until(() -> reader.queue(queue).at("/message_stats/ack").asLong() > 3);
      assertThat(reader.queue(queue).path("consumers").asInt()).isEqualTo(1);
      assertThat(reader.queue(queue).path("durable").asBoolean()).isTrue();
    }
    assertThat(health("backend-1").path("published").asLong()).isPositive();
    assertThat(health("backend-2").path("published").asLong()).isPositive();
  }

  @Test
  void bringing_up_what_is_up_changes_nothing() throws Exception {
    JsonNode before = lab.unit("status", "rabbitmq-server");

    lab.heal();

    assertThat(lab.unit("status", "rabbitmq-server").path("pid")).isEqualTo(before.path("pid"));
  }

  @Test
  void a_healthy_backend_starts_logs_in_and_shows_no_password() throws IOException {
    JsonNode answer = lab.ask("backend-1", "amqp.handshake");

    assertThat(answer.path("answered").asBoolean()).isTrue();
    assertThat(answer.path("started").asBoolean()).isTrue();
    assertThat(answer.path("authenticated").asBoolean()).isTrue();
    assertThat(answer.path("user").asText()).isEqualTo("app");
    assertThat(answer.path("password_fingerprint").asText()).hasSize(8);
    assertThat(answer.toString()).doesNotContain(lab.password("app"));
    assertThat(lab.ask("backend-1", "tcp.connect").path("answered").asBoolean()).isTrue();
  }

  @Test
  void a_hung_broker_accepts_and_does_not_answer() throws IOException {
    lab.fault(Fault.HANG, true);

    JsonNode answer = lab.ask("backend-1", "amqp.handshake");

    assertRefused("hang", answer);
    assertThat(answer.path("detail").asText()).isEqualTo("accepted, no answer in 2 s");
    assertThat(lab.unit("status", "rabbitmq-server").path("state").asText()).isEqualTo("frozen");
  }

  @Test
  void a_killed_broker_fails_and_the_workers_come_back_when_it_does() throws Exception {
    int before = lab.unit("status", "worker-dmca").path("restarts").asInt();
    lab.fault(Fault.KILL, true);
    assertThat(lab.unit("status", "rabbitmq-server").path("state").asText()).isEqualTo("failed");
    assertRefused("kill", lab.ask("backend-1", "amqp.handshake"));
    assertThat(lab.ask("backend-1", "tcp.connect").path("answered").asBoolean()).isFalse();

    lab.fault(Fault.KILL, false);

    await()
        .ignoreExceptions()
        .until(() -> reader.queue("dmca_propagation").path("consumers").asInt() == 1);
    assertThat(lab.unit("status", "worker-dmca").path("restarts").asInt()).isEqualTo(before);
  }

  @Test
  void a_disk_limit_above_the_free_space_is_an_alarm_and_blocks_publishers() throws Exception {
    lab.fault(Fault.DISK_ALARM, true);

    await().until(() -> alarms().contains("disk space"));
    await().until(() -> health("backend-1").path("broker").asText().equals("blocked"));

    lab.fault(Fault.DISK_ALARM, false);

    await().until(() -> alarms().isEmpty());
    await().until(() -> health("backend-1").path("broker").asText().equals("connected"));
  }

  /** Says it at once; what {@code /nodes} says is up to five seconds old. */
  private static String alarms() throws IOException, InterruptedException {
    JsonNode answer = reader.get("/health/checks/alarms");
    return answer.path("status").asText().equals("ok") ? "" : answer.path("alarms").toString();
  }

  @Test
  void a_memory_limit_below_the_use_is_an_alarm() throws Exception {
    lab.fault(Fault.MEMORY_ALARM, true);

    await().until(() -> alarms().contains("memory"));
  }

  @Test
  void a_rotated_password_is_refused_and_its_fingerprint_differs() throws Exception {
    lab.fault(Fault.PASSWORD, true);

    JsonNode answer = lab.ask("backend-1", "amqp.handshake");
    assertThat(answer.path("started").asBoolean()).isTrue();
    assertThat(answer.path("authenticated").asBoolean()).isFalse();
    assertThat(answer.path("answer").asText()).startsWith("403 ACCESS_REFUSED");
    JsonNode broker = lab.send(LabClient.request("broker.fingerprint").put("user", "app"));
    assertThat(answer.path("password_fingerprint"))
        .isNotEqualTo(broker.path("password_fingerprint"));

    lab.unit("restart", "backend-1");

    JsonNode after = lab.ask("backend-1", "amqp.handshake");
    assertThat(after.path("authenticated").asBoolean()).isTrue();
    assertThat(after.path("password_fingerprint")).isEqualTo(broker.path("password_fingerprint"));
    lab.fault(Fault.PASSWORD, false);

    for (String backend : List.of("backend-1", "backend-2")) {
      await()
          .ignoreExceptions()
          .until(() -> lab.ask(backend, "amqp.handshake").path("authenticated").asBoolean());
    }
  }

  @Test
  void a_cut_relay_takes_only_its_own_backend_off() throws IOException {
    lab.fault(Fault.CUT, true, "backend-1");

    JsonNode cut = lab.ask("backend-1", "amqp.handshake");
    assertRefused("cut", cut);
    assertThat(cut.path("detail").asText()).isEqualTo("connection refused");
    assertThat(lab.ask("backend-2", "amqp.handshake").path("authenticated").asBoolean()).isTrue();
  }

  @Test
  void a_black_hole_looks_like_a_hung_broker_from_one_side_only() throws IOException {
    lab.fault(Fault.BLACKHOLE, true, "backend-2");

    assertRefused("blackhole", lab.ask("backend-2", "amqp.handshake"));
    assertThat(lab.ask("backend-1", "amqp.handshake").path("authenticated").asBoolean()).isTrue();
  }

  @Test
  void a_name_that_does_not_resolve_stops_one_backend_until_it_does() throws IOException {
    lab.fault(Fault.DNS, true, "backend-1");

    assertThat(lab.ask("backend-1", "dns.resolve").path("answered").asBoolean()).isFalse();
    assertThat(lab.ask("backend-2", "dns.resolve").path("answered").asBoolean()).isTrue();
    assertRefused("dns", lab.ask("backend-1", "amqp.handshake"));
    await().until(() -> health("backend-1").path("broker").asText().equals("disconnected"));

    lab.fault(Fault.DNS, false, "backend-1");

    await().until(() -> health("backend-1").path("broker").asText().equals("connected"));
  }

  @Test
  void a_backend_without_a_broker_answers_202_and_logs_what_it_drops_as_loudly_as_told()
      throws Exception {
    lab.fault(Fault.CUT, true, "backend-1");
    await().until(() -> health("backend-1").path("degraded").asBoolean());
    assertThat(post("/publish?queue=dmca_propagation", "").statusCode()).isEqualTo(202);
    await().until(() -> logs("backend-1", "\"level\":\"warn\",\"message\":\"event dropped\"") > 0);

    assertThat(post("/admin/degraded-log-level?level=error", "wrong").statusCode()).isEqualTo(401);
    assertThat(post("/admin/degraded-log-level?level=error", lab.backendToken()).statusCode())
        .isEqualTo(200);

    await().until(() -> logs("backend-1", "\"level\":\"error\",\"message\":\"event dropped\"") > 0);
    assertThat(health("backend-1").path("degraded_log_level").asText()).isEqualTo("error");
    lab.fault(Fault.CUT, false, "backend-1");
    await().until(() -> !health("backend-1").path("degraded").asBoolean());
    post("/admin/degraded-log-level?level=warn", lab.backendToken());
  }

  private static HttpResponse<String> post(String path, String token) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + lab.ports().http(1) + path);
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Authorization", "Bearer " + token)
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static int logs(String unit, String contains) throws IOException {
    return lab.send(LabClient.request("logs").put("unit", unit).put("contains", contains))
        .path("lines")
        .size();
  }

  @Test
  void without_the_management_plug_in_the_api_is_gone_and_amqp_is_not() throws Exception {
    lab.fault(Fault.PLUGIN, true);

    assertThatThrownBy(() -> reader.get("/overview")).isInstanceOf(ConnectException.class);
    assertThat(lab.ask("backend-1", "amqp.handshake").path("authenticated").asBoolean()).isTrue();

    lab.fault(Fault.PLUGIN, false);

    await().ignoreExceptions().until(() -> reader.status("GET", "/overview", "") == 200);
  }

  @Test
  void a_timer_takes_an_alarm_back() throws Exception {
    lab.fault(Fault.DISK_ALARM, true);
    var arm = LabClient.request("timer.arm").put("id", "drill-1").put("after_seconds", 1);
    arm.putObject("action")
        .put("op", "broker.limit")
        .put("resource", "disk")
        .put("value", "default");
    lab.send(arm);

    await()
        .until(() ->
            lab.send(LabClient.request("timer.read").put("id", "drill-1"))
                .at("/timer/state")
                .asText()
                .equals("verified"));
    await().until(() -> alarms().isEmpty());
  }

  @Test
  void the_reading_user_sees_all_and_changes_nothing() throws Exception {
    assertThat(reader.get("/queues")).hasSizeGreaterThanOrEqualTo(4);
    // The API does not know of connections that are older than itself.
    lab.send(LabClient.request("relay.reset").put("relay", "backend-1"));
    await().until(() -> reader.get("/connections").size() > 0);
    for (String path : List.of("/overview", "/nodes", "/channels", "/consumers")) {
      assertThat(reader.status("GET", path, "")).as(path).isEqualTo(200);
    }
    String queue = "/queues/%2F/transcode_jobs";
    String message =
        "{\"properties\":{},\"routing_key\":\"transcode_jobs\",\"payload\":\"x\","
            + "\"payload_encoding\":\"string\"}";
    String peek = "{\"count\":1,\"ackmode\":\"ack_requeue_true\",\"encoding\":\"auto\"}";
    String connection = reader.get("/connections").at("/0/name").asText().replace(" ", "%20");
    connection = connection.replace(">", "%3E");

    assertRefusedBy(reader, "DELETE", queue + "/contents", "");
    assertRefusedBy(reader, "DELETE", queue, "");
    assertRefusedBy(reader, "POST", queue + "/get", peek);
    assertRefusedBy(reader, "PUT", "/queues/%2F/mine", "{}");
    assertRefusedBy(reader, "POST", "/exchanges/%2F/amq.default/publish", message);
    assertRefusedBy(reader, "GET", "/aliveness-test/%2F", "");
    assertRefusedBy(reader, "PUT", "/users/mine", "{\"password\":\"x\",\"tags\":\"\"}");
    assertRefusedBy(reader, "PUT", "/policies/%2F/mine", "{\"pattern\":\"\",\"definition\":{}}");
    assertRefusedBy(reader, "DELETE", "/connections/" + connection, "");
    assertThat(reader.get("/connections").size()).isPositive();
  }

  private static void assertRefusedBy(ManagementApi api, String method, String path, String body)
      throws Exception {
    assertThat(api.status(method, path, body)).as(method + " " + path).isIn(400, 401, 403);
  }

  @Test
  void the_destroying_user_may_purge_and_no_more() throws Exception {
    ManagementApi destroyer = new ManagementApi(lab, "twokey_destroy");
    String queue = "/queues/%2F/transcode_jobs";

    assertThat(destroyer.status("DELETE", queue + "/contents", "")).isEqualTo(204);
    assertRefusedBy(destroyer, "DELETE", queue, "");
    assertRefusedBy(destroyer, "PUT", "/users/mine", "{\"password\":\"x\",\"tags\":\"\"}");
    assertRefusedBy(destroyer, "PUT", "/queues/%2F/twokey.test", "{}");
  }

  @Test
  void the_changing_user_may_change_what_is_its_own_and_purge_nothing() throws Exception {
    ManagementApi changer = new ManagementApi(lab, "twokey_change");

    assertRefusedBy(changer, "DELETE", "/queues/%2F/transcode_jobs/contents", "");
    assertRefusedBy(changer, "DELETE", "/queues/%2F/transcode_jobs", "");
    assertRefusedBy(changer, "PUT", "/users/mine", "{\"password\":\"x\",\"tags\":\"\"}");
    assertThat(changer.status("PUT", "/queues/%2F/twokey.test", "{}")).isIn(201, 204);
    assertThat(changer.status("DELETE", "/queues/%2F/twokey.test", "")).isEqualTo(204);
  }

  @Test
  void a_place_that_does_not_run_is_no_place_to_ask_from() throws IOException {
    lab.unit("freeze", "backend-2");

    assertThatThrownBy(() -> lab.ask("backend-2", "amqp.handshake"))
        .isInstanceOf(LabFailure.class)
        .extracting(e -> ((LabFailure) e).code())
        .isEqualTo("UNIT-AWAY");
    lab.unit("stop", "backend-2");
    assertThatThrownBy(() -> lab.ask("backend-2", "tcp.connect")).isInstanceOf(LabFailure.class);
  }

  @Test
  void each_process_is_small() throws IOException {
    for (String unit : List.of("worker-dmca", "backend-1", "publisher")) {
      assertThat(lab.unit("status", unit).path("rss_bytes").asLong())
          .as(unit)
          .isLessThan(110L << 20);
    }
  }
}
