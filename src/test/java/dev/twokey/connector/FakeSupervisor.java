package dev.twokey.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A supervisor without processes: it speaks the protocol of deploy/lab/README.md. */
final class FakeSupervisor implements Closeable {
  static final String READ = "token-for-reading";
  static final String CHANGE = "token-for-changing";
  static final String DESTROY = "token-for-destroying";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerSocketChannel server;
  private final Path socket;
  private final Map<String, ObjectNode> units = new TreeMap<>();
  private final Map<String, ObjectNode> timers = new TreeMap<>();
  private final Map<String, String> attempts = new TreeMap<>();
  private final List<String> changes = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean changesAreRefused;
  private boolean answersAreLost;
  private String refusedUnit = "";
  private int lastPid = 4711;

  FakeSupervisor(Path socket) throws IOException {
    this.socket = socket;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().name("fake supervisor").start(this::accept);
  }

  Path socket() {
    return socket;
  }

  synchronized FakeSupervisor unit(String name, String host) {
    ObjectNode unit =
        JSON.createObjectNode()
            .put("unit", name)
            .put("host", host)
            .put("definition", "first")
            .put("state", "active")
            .put("ready", true)
            .put("pid", lastPid++)
            .put("started_at", "2026-11-22T09:12:00Z")
            .put("since", "2026-11-22T09:12:00Z");
    units.put(name, unit);
    return this;
  }

  /** Sets a field of a unit, or takes it away. */
  synchronized FakeSupervisor set(String unit, String field, String json) {
    try {
      if (json.isEmpty()) {
        known(unit).remove(field);
      } else {
        known(unit).set(field, JSON.readTree(json));
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Arms the timer {@code drill-1} as if that had been long ago. */
  synchronized FakeSupervisor timer() {
    ObjectNode timer =
        JSON.createObjectNode()
            .put("id", "drill-1")
            .put("state", "armed")
            .put("at", "2026-11-22T10:00:00Z");
    timer.putObject("action").put("op", "start").put("unit", "rabbitmq-server");
    timers.put("drill-1", timer);
    return this;
  }

  synchronized FakeSupervisor log(String line) {
    lines.add(line);
    return this;
  }

  /** Says what an attempt answers. */
  synchronized FakeSupervisor attempt(String probe, String json) {
    attempts.put(probe, json);
    return this;
  }

  synchronized void refuseChanges() {
    changesAreRefused = true;
  }

  /** Changes of this unit fail after they were tried. */
  synchronized void failChangesOf(String unit) {
    refusedUnit = unit;
  }

  /** Changes are made from now on, and their answers never come. */
  synchronized void loseAnswers() {
    answersAreLost = true;
  }

  synchronized List<String> changes() {
    return List.copyOf(changes);
  }

  /** Returns which token came with which operation. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** Returns all that a change would change. */
  synchronized String state() {
    return units + " " + timers + " " + changes;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        Thread.ofVirtual().name("fake supervisor connection").start(() -> serve(channel));
      }
    } catch (ClosedChannelException _) {
      // the test is over
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SocketChannel channel) {
    try (channel;
        BufferedReader in =
            new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
      String line = in.readLine();
      while (line != null) {
        JsonNode request = JSON.readTree(line);
        ObjectNode answer = answer(request);
        if (lost(request)) {
          closed.await();
          return;
        }
        byte[] bytes = (JSON.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8);
        channel.write(ByteBuffer.wrap(bytes));
        line = in.readLine();
      }
    } catch (IOException _) {
      // the client went away
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean lost(JsonNode request) {
    return answersAreLost && changes(request.path("op").asText());
  }

  private static boolean changes(String op) {
    return List.of(
            "start", "stop", "restart", "kill", "freeze", "thaw", "timer.arm", "timer.disarm")
        .contains(op);
  }

  private synchronized ObjectNode answer(JsonNode request) {
    String op = request.path("op").asText();
    String token = request.path("token").asText();
    asked.add(token + " " + op);
    if (!List.of(READ, CHANGE, DESTROY).contains(token) || (changes(op) && changesAreRefused)) {
      return error("TOKEN-REFUSED", "the token is not known");
    } else if (changes(op) && token.equals(READ)) {
      return error("TOKEN-READ-ONLY", op + " needs the change token");
    }
    String unit = request.path("unit").asText("");
    if (!unit.isEmpty() && !units.containsKey(unit)) {
      return error("UNIT-UNKNOWN", "there is no unit " + unit);
    }
    return switch (op) {
      case "status" -> ok().setAll(known(unit));
      case "start", "stop", "restart", "kill", "freeze", "thaw" -> change(op, unit);
      case "logs" -> logs(request);
      case "disk" -> ok().put("total_bytes", 1_000L).put("free_bytes", 250L);
      case "timer.read" -> timer(request.path("id").asText());
      case "timer.arm" -> arm(request);
      case "timer.disarm" -> disarm(request.path("id").asText());
      case "ask" -> ask(request);
      default -> error("OP-UNKNOWN", "there is no operation " + op);
    };
  }

  private ObjectNode change(String op, String unit) {
    changes.add(op + " " + unit);
    if (unit.equals(refusedUnit)) {
      return error("UNIT-NOT-READY", unit + " is not ready");
    }
    ObjectNode found = known(unit);
    switch (op) {
      case "restart" -> found.put("state", "active").put("pid", lastPid++);
      case "start" -> {
        if (found.path("state").asText().equals("active")) {
          return ok().put("changed", false).setAll(found);
        }
        found.put("state", "active").put("pid", lastPid++);
      }
      case "stop" -> found.put("state", "inactive").remove("pid");
      case "kill" -> found.put("state", "failed").put("exit_code", 137).remove("pid");
      case "freeze" -> found.put("state", "frozen");
      case "thaw" -> found.put("state", "active");
      default -> throw new IllegalStateException(op);
    }
    return ok().put("changed", true).setAll(found);
  }

  private ObjectNode logs(JsonNode request) {
    ObjectNode answer = ok();
    lines.stream()
        .filter(line -> line.contains(request.path("contains").asText("")))
        .limit(request.path("lines").asInt())
        .forEach(answer.withArray("lines")::add);
    return answer;
  }

  private ObjectNode timer(String id) {
    ObjectNode timer = timers.get(id);
    return timer == null
        ? error("TIMER-UNKNOWN", "there is no timer " + id)
        : ok().set("timer", timer);
  }

  private ObjectNode arm(JsonNode request) {
    String id = request.path("id").asText();
    changes.add("timer.arm " + id);
    ObjectNode timer =
        JSON.createObjectNode()
            .put("id", id)
            .put("state", "armed")
            .put("at", "2026-11-22T10:00:00Z");
    timer.set("action", request.path("action"));
    timers.put(id, timer);
    return ok().set("timer", timer);
  }

  private ObjectNode disarm(String id) {
    ObjectNode timer = timers.remove(id);
    if (timer == null) {
      return error("TIMER-UNKNOWN", "there is no timer " + id);
    }
    changes.add("timer.disarm " + id);
    return ok().put("removed", true).set("timer", timer);
  }

  private ObjectNode ask(JsonNode request) {
    String from = request.path("from").asText();
    if (!units.containsKey(from)) {
      return error("UNIT-UNKNOWN", "there is no unit " + from);
    } else if (!known(from).path("state").asText().equals("active")) {
      return error("UNIT-AWAY", from + " does not run");
    }
    try {
      ObjectNode answer = ok();
      answer.setAll((ObjectNode) JSON.readTree(attempts.get(request.path("probe").asText())));
      return answer.put("asked", request.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode known(String unit) {
    return java.util.Objects.requireNonNull(units.get(unit), unit);
  }

  private static ObjectNode ok() {
    return JSON.createObjectNode().put("ok", true);
  }

  private static ObjectNode error(String code, String what) {
    ObjectNode answer = JSON.createObjectNode().put("ok", false);
    answer.putObject("error").put("code", code).put("what", what).put("advice", "Look again.");
    return answer;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
  }
}
