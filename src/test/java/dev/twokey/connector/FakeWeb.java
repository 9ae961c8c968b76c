package dev.twokey.connector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small web service with a health page, redirects, a long page and a switch. */
final class FakeWeb implements Closeable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String level = "warn";
  private volatile String elsewhere = "";
  private volatile boolean changesAreRefused;
  private volatile boolean answersAreLost;

  FakeWeb() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Says where {@code /away} redirects to. */
  void elsewhere(String address) {
    elsewhere = address;
  }

  void level(String value) {
    level = value;
  }

  void refuseChanges() {
    changesAreRefused = true;
  }

  void loseAnswers() {
    answersAreLost = true;
  }

  /** Returns which login came with which method. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  List<String> changes() {
    return List.copyOf(changes);
  }

  String state() {
    return level + changes;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String login = exchange.getRequestHeaders().getFirst("Authorization");
      asked.add(login + " " + exchange.getRequestMethod());
      switch (exchange.getRequestURI().getPath()) {
        case "/healthz" -> send(exchange, 200, "{\"log_level\":\"" + level + "\"}");
        case "/moved" -> redirect(exchange, "/healthz");
        case "/round" -> redirect(exchange, "/round");
        case "/away" -> redirect(exchange, elsewhere);
        case "/long" -> send(exchange, 200, "x".repeat(200_000));
        case "/broken" -> send(exchange, 503, "down");
        case "/admin/log-level" -> turn(exchange);
        default -> send(exchange, 404, "");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn(HttpExchange exchange) throws IOException, InterruptedException {
    boolean known =
        List.of("Bearer secret:web.token", "Bearer secret:web.destroy")
            .contains(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!known || changesAreRefused || !exchange.getRequestMethod().equals("POST")) {
      send(exchange, 401, "");
      return;
    }
    level = exchange.getRequestURI().getQuery().replace("level=", "");
    changes.add("log_level " + level);
    if (answersAreLost) {
      closed.await();
    }
    send(exchange, 200, "");
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    send(exchange, 302, "");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
