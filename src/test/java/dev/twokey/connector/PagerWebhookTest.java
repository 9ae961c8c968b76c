package dev.twokey.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.twokey.connector.pager.Page;
import dev.twokey.connector.pager.PagerWebhook;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.outside.World;
import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A pager is called over real sockets, and what it answers is told. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PagerWebhookTest {
  private static final Page PAGE =
      new Page(
          "operation/op-1 pager",
          "PROD: Ana needs a second key: restart web",
          "http://localhost:8420/sign-in",
          Map.of("plan", "7be2-41c0"));

  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private int status = 202;

  PagerWebhookTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new ObjectMapper().readTree(exchange.getRequestBody()));
    logins.add(
        exchange.getRequestURI().getPath()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private Optional<Problem> call(String connection) {
    String text =
        "connections: {beeper: {kind: webhook, "
            + connection.replace("HERE", "http://127.0.0.1:" + server.getAddress().getPort())
            + "}}\n";
    Problems problems = new Problems();
    Inventory inventory = InventoryReader.read(Map.of("inventory/prod.yaml", text), problems);
    assertThat(problems.hasErrors()).as("%s", problems.findings()).isFalse();
    World world =
        new World(
            () -> inventory, ref -> new Secret("s3cret-" + ref.name()), InstantSource.system());
    return new PagerWebhook(world).call("staging", "beeper", PAGE, new TestCancellation());
  }

  @Test
  void it_gets_an_event_that_it_can_tell_apart_from_another_call() {
    Optional<Problem> why =
        call(
            "url: HERE, path: /v2/enqueue, change: {token: \"${file:t}\", routing_key:"
                + " \"${file:k}\"}");
    assertThat(why).isEmpty();
    assertThat(logins).containsExactly("/v2/enqueue Bearer s3cret-t");
    JsonNode body = bodies.getFirst();
    assertThat(body.path("dedup_key").asText()).isEqualTo(PAGE.id());
    assertThat(body.path("event_action").asText()).isEqualTo("trigger");
    assertThat(body.path("routing_key").asText()).isEqualTo("s3cret-k");
    assertThat(body.path("payload").path("summary").asText()).isEqualTo(PAGE.summary());
    assertThat(body.path("payload").path("custom_details").path("plan").asText())
        .isEqualTo("7be2-41c0");
  }

  @Test
  void one_without_a_login_gets_none() {
    assertThat(call("url: HERE")).isEmpty();
    assertThat(logins).containsExactly("/ null");
  }

  @Test
  void an_answer_that_says_no_is_told() {
    status = 500;
    assertThat(call("url: HERE").orElseThrow().what()).contains("500");
    status = 302;
    assertThat(call("url: HERE").orElseThrow().what()).contains("302");
  }

  @Test
  void one_that_nobody_answers_for_is_told() {
    assertThat(call("url: \"http://127.0.0.1:1\"").orElseThrow().code())
        .isEqualTo(ErrorCode.SYSTEM_UNREACHABLE);
  }

  @Test
  void it_never_leads_to_where_clouds_hand_out_credentials() {
    assertThat(call("url: \"http://169.254.169.254\"")).isPresent();
    assertThat(bodies).isEmpty();
  }
}
