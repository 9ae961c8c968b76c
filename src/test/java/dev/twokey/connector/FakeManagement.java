package dev.twokey.connector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** RabbitMQ's management API with answers that were captured from a real broker. */
final class FakeManagement implements Closeable {
  record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, String> logins = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean changesAreRefused;
  private volatile boolean answersAreLost;

  FakeManagement() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Answers as the captured broker did in that state, such as {@code disk-alarm}. */
  FakeManagement in(String state) {
    answer("/api/overview", 200, payload(state + "-overview"));
    answer("/api/nodes", 200, payload(state + "-nodes"));
    answer("/api/whoami", 200, payload("whoami"));
    return this;
  }

  FakeManagement answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
    return this;
  }

  FakeManagement login(String user, String password) {
    logins.put(user, password);
    return this;
  }

  void refuseChanges() {
    changesAreRefused = true;
  }

  /** Changes are made from now on, and their answers never come. */
  void loseAnswers() {
    answersAreLost = true;
  }

  static String payload(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            FakeManagement.class.getResourceAsStream("/rabbitmq/" + name + ".json"), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Returns which login came with which method. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  List<String> changes() {
    return List.copyOf(changes);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      // the path as it was sent: %2F is the virtual host, no separator
      String path = exchange.getRequestURI().getRawPath();
      String method = exchange.getRequestMethod();
      requests.add(method + " " + path);
      asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + method);
      boolean change = !method.equals("GET");
      Answer answer = answers.getOrDefault(path, notFound());
      if (!known(exchange) || (change && changesAreRefused)) {
        answer = new Answer(401, "{\"error\":\"not_authorized\",\"reason\":\"Login failed\"}");
      } else if (change) {
        changes.add(method + " " + path);
        if (answersAreLost) {
          closed.await();
        }
      }
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Answer notFound() {
    return new Answer(404, "{\"error\":\"Object Not Found\",\"reason\":\"Not Found\"}");
  }

  private boolean known(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return logins.entrySet().stream().anyMatch(e -> basic(e.getKey(), e.getValue()).equals(header));
  }

  static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
