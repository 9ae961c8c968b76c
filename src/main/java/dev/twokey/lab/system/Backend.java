package dev.twokey.lab.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.twokey.lab.text.Json;
import dev.twokey.lab.text.LabLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A small HTTP service: {@code POST /publish?queue=Q} is answered with 202 before the broker knows
 * of it; {@code GET /healthz} says how it goes; {@code POST /admin/degraded-log-level?level=error}
 * switches, without a restart, how loudly dropped events are logged.
 */
public final class Backend {
  private static final int BACKLOG = 64;

  private final Settings settings;
  private final List<String> queues;
  private final EventBus bus;
  private final AtomicLong accepted = new AtomicLong();

  private Backend(Settings settings) {
    this.settings = settings;
    this.queues = settings.list("BACKEND_QUEUES");
    this.bus = new EventBus(settings);
  }

  /** Runs until the process is stopped. */
  public static void run() throws IOException, InterruptedException {
    Backend backend = new Backend(Settings.ofProcess());
    backend.listen();
    backend.bus.publishForEver();
  }

  private void listen() throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.number("HTTP_PORT"));
    HttpServer server = HttpServer.create(address, BACKLOG);
    server.createContext("/publish", exchange -> answer(exchange, "POST", this::publish));
    server.createContext("/healthz", exchange -> answer(exchange, "GET", _ -> health()));
    server.createContext(
        "/admin/degraded-log-level", exchange -> answer(exchange, "POST", this::switchLevel));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    LabLog.info("listening", "port", address.getPort());
  }

  private record Answer(int status, ObjectNode body) {}

  private interface Handler {
    Answer answer(HttpExchange exchange) throws IOException;
  }

  private static void answer(HttpExchange exchange, String method, Handler handler)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readNBytes(8_192);
      Answer answer =
          exchange.getRequestMethod().equals(method)
              ? handler.answer(exchange)
              : new Answer(405, Json.object().put("error", "only " + method + " is answered here"));
      byte[] bytes = Json.line(answer.body()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer publish(HttpExchange exchange) {
    String queue = query(exchange.getRequestURI(), "queue").orElse("");
    if (!queues.contains(queue)) {
      return new Answer(400, Json.object().put("error", "queue is one of " + queues));
    }
    String id = UUID.randomUUID().toString();
    ObjectNode body = Json.object().put("id", id).put("number", accepted.incrementAndGet());
    bus.accept(new Event(id, queue, Json.line(body), System.nanoTime()));
    return new Answer(202, Json.object().put("id", id));
  }

  private Answer health() {
    ObjectNode body = Json.object();
    body.put("status", "ok");
    body.put("unit", settings.text("TWOKEY_LAB_UNIT"));
    body.put("broker", bus.state());
    body.put("degraded", bus.degraded());
    body.put("accepted", accepted.get());
    body.put("published", bus.published());
    body.put("dropped", bus.dropped());
    body.put("pending", bus.pending());
    body.put("degraded_log_level", bus.dropLevel().text());
    return new Answer(200, body);
  }

  private Answer switchLevel(HttpExchange exchange) {
    String wanted = "Bearer " + settings.text("BACKEND_TOKEN");
    String given =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    boolean known =
        MessageDigest.isEqual(
            wanted.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    if (!known) {
      return new Answer(401, Json.object().put("error", "the token is missing or wrong"));
    }
    try {
      bus.dropLevel(EventBus.level(query(exchange.getRequestURI(), "level").orElse("")));
    } catch (IllegalArgumentException e) {
      return new Answer(400, Json.object().put("error", String.valueOf(e.getMessage())));
    }
    LabLog.info("the level of dropped events is switched", "level", bus.dropLevel().text());
    return new Answer(200, Json.object().put("degraded_log_level", bus.dropLevel().text()));
  }

  private static Optional<String> query(URI uri, String name) {
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(pair.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }
}
