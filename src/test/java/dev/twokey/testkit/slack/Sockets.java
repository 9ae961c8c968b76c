package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.testkit.slack.Door.Ack.How;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;

/** Socket Mode: tickets, connections, envelopes and their acknowledgements. */
final class Sockets implements Door {
  private static final int CONNECTIONS_MAX = 10;
  private static final int RETRIES = 3;

  private final Mischief mischief;
  private final Duration ackWithin;
  private final Server server = new Server();
  private final CountDownLatch started = new CountDownLatch(1);
  private final List<WebSocket> open = new CopyOnWriteArrayList<>();
  private final Set<String> tickets = ConcurrentHashMap.newKeySet();
  private final Map<String, CompletableFuture<Ack>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger acks = new AtomicInteger();
  private volatile int others;

  Sockets(Mischief mischief, Duration ackWithin) throws InterruptedException {
    this.mischief = mischief;
    this.ackWithin = ackWithin;
    server.setReuseAddr(true);
    server.setDaemon(true);
    server.setConnectionLostTimeout(0);
    server.start();
    if (!started.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the WebSocket server did not start");
    }
  }

  /** Returns an address that is good for one connection. */
  String ticket() {
    String ticket = "t" + next.incrementAndGet();
    tickets.add(ticket);
    return "ws://127.0.0.1:" + server.getPort() + "/link/?ticket=" + ticket + "&app_id=A1";
  }

  int connections() {
    return open.size();
  }

  /** Returns how often a connection was opened. */
  int opened() {
    return opened.get();
  }

  int acks() {
    return acks.get();
  }

  /** Says that the app has so many connections from elsewhere. */
  void othersAre(int count) {
    others = count;
  }

  /** Tells the app to open a new connection in place of the oldest. */
  void disconnect(String reason) {
    open.stream().findFirst().ifPresent(socket -> disconnect(socket, reason));
  }

  private static void disconnect(WebSocket socket, String reason) {
    ObjectNode message = WebApi.JSON.createObjectNode();
    message.put("type", "disconnect").put("reason", reason);
    message.putObject("debug_info").put("host", "fake");
    socket.send(message.toString());
  }

  /** Ends all connections without a word. */
  void cut() {
    open.forEach(socket -> socket.closeConnection(1006, "cut"));
  }

  @Override
  public CompletableFuture<Ack> send(Kind kind, ObjectNode payload) {
    return send(kind, payload, 0);
  }

  private CompletableFuture<Ack> send(Kind kind, ObjectNode payload, int retry) {
    String id = "e" + next.incrementAndGet();
    CompletableFuture<Ack> ack = new CompletableFuture<>();
    waiting.put(id, ack);
    ObjectNode envelope = WebApi.JSON.createObjectNode();
    envelope.put("envelope_id", id);
    envelope.put("type", kind.type());
    envelope.put("accepts_response_payload", kind.acceptsResponse());
    envelope.set("payload", payload);
    if (kind == Kind.EVENT) {
      envelope.put("retry_attempt", retry);
      envelope.put("retry_reason", retry == 0 ? "" : "timeout");
    }
    switch (mischief.ofEnvelope().orElse(null)) {
      case LOSE -> {}
      case TWICE -> {
        push(envelope, ack);
        push(envelope, ack);
      }
      case HOLD -> mischief.hold(() -> push(envelope, ack));
      case null -> push(envelope, ack);
    }
    CompletableFuture<Ack> done =
        ack.completeOnTimeout(
                new Ack(How.TOO_LATE, Optional.empty()),
                ackWithin.toMillis(),
                TimeUnit.MILLISECONDS)
            .whenComplete((_, _) -> waiting.remove(id));
    return kind == Kind.EVENT && retry < RETRIES
        ? done.thenCompose(
            a -> a.inTime() ? CompletableFuture.completedFuture(a) : send(kind, payload, retry + 1))
        : done;
  }

  /** Any of the connections gets it. */
  private void push(ObjectNode envelope, CompletableFuture<Ack> ack) {
    List<WebSocket> all = List.copyOf(open);
    if (all.isEmpty()) {
      ack.complete(new Ack(How.NOBODY_THERE, Optional.empty()));
    } else {
      all.get(next.incrementAndGet() % all.size()).send(envelope.toString());
    }
  }

  void stop() throws InterruptedException {
    server.stop(200);
  }

  private final class Server extends WebSocketServer {
    Server() {
      super(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0));
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      String path = handshake.getResourceDescriptor();
      String ticket = path.replaceAll(".*ticket=([^&]*).*", "$1");
      if (!tickets.remove(ticket)) {
        socket.close(4403, "bad ticket");
        return;
      }
      if (open.size() + others >= CONNECTIONS_MAX) {
        disconnect(socket, "too_many_websockets");
        socket.close(1000, "too many");
        return;
      }
      open.add(socket);
      opened.incrementAndGet();
      ObjectNode hello = WebApi.JSON.createObjectNode();
      hello.put("type", "hello").put("num_connections", open.size() + others);
      hello.putObject("connection_info").put("app_id", Workspace.APP);
      hello.putObject("debug_info").put("host", "fake").put("approximate_connection_time", 18060);
      socket.send(hello.toString());
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
      open.remove(socket);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
      try {
        JsonNode json = WebApi.JSON.readTree(message);
        @Nullable CompletableFuture<Ack> ack = waiting.get(json.path("envelope_id").asText());
        acks.incrementAndGet();
        if (ack != null) {
          JsonNode payload = json.path("payload");
          ack.complete(
              new Ack(
                  How.IN_TIME, payload.isMissingNode() ? Optional.empty() : Optional.of(payload)));
        }
      } catch (IOException e) {
        socket.close(1003, "no JSON");
      }
    }

    @Override
    public void onError(@Nullable WebSocket socket, Exception e) {
      if (socket != null) {
        open.remove(socket);
      }
    }
  }
}
