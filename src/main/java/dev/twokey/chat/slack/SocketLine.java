package dev.twokey.chat.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of Socket Mode. What comes over it is acknowledged over it. */
final class SocketLine extends WebSocketClient {
  private static final Logger LOG = LoggerFactory.getLogger(SocketLine.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LOST_AFTER_SECONDS = 20;
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final App app;
  private final SocketModeRequestParser parser;
  private final Executor threads;
  private final CompletableFuture<Integer> hello = new CompletableFuture<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final Map<Long, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  SocketLine(URI address, App app, Executor threads) {
    super(address);
    this.app = app;
    this.parser = new SocketModeRequestParser(app.config());
    this.threads = threads;
    setDaemon(true);
    setConnectionLostTimeout(LOST_AFTER_SECONDS);
  }

  /** Completes when Slack says that the line works, with the count of the app's connections. */
  CompletableFuture<Integer> hello() {
    return hello;
  }

  /** Completes when Slack wants another line in place of this one, or when it is cut. */
  CompletableFuture<String> end() {
    return end;
  }

  /** Closes the line when what came over it is acknowledged, or after a while. */
  void retire() {
    CompletableFuture<Void> drained =
        CompletableFuture.allOf(underWay.values().toArray(CompletableFuture[]::new))
            .completeOnTimeout(null, DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> closed = drained.whenComplete((_, _) -> close());
    closed.exceptionally(_ -> null); // what failed was told where it failed
  }

  @Override
  public void onMessage(String message) {
    CompletableFuture<Void> handled = CompletableFuture.runAsync(() -> handle(message), threads);
    long number = count.incrementAndGet();
    underWay.put(number, handled);
    CompletableFuture<Void> done =
        handled.whenComplete((_, problem) -> {
          underWay.remove(number);
          if (problem != null) {
            LOG.error("something that came from Slack could not be handled", problem);
          }
        });
    done.exceptionally(_ -> null); // told just above
  }

  private void handle(String message) {
    try {
      JsonNode json = JSON.readTree(message);
      switch (json.path("type").asText("")) {
        case "hello" -> hello.complete(json.path("num_connections").asInt(1));
        case "disconnect" -> end.complete(json.path("reason").asText("disconnect"));
        default -> envelope(message);
      }
    } catch (IOException e) {
      LOG.warn("Slack sent something that is no JSON ({} characters)", message.length());
    } catch (Exception e) {
      throw new IllegalStateException("an input from Slack could not be handled", e);
    }
  }

  private void envelope(String message) throws Exception {
    @Nullable SocketModeRequest request = parser.parse(message);
    if (request == null) {
      LOG.debug("Slack sent a message of a kind that is not used here");
      return;
    }
    Response response = app.run(request.getBoltRequest());
    if (response.getStatusCode() != OK) {
      LOG.warn("not acknowledged: it is not on record ({})", response.getStatusCode());
      return;
    }
    ObjectNode ack = JSON.createObjectNode();
    ack.put("envelope_id", request.getEnvelope().getEnvelopeId());
    if (response.getBody() != null && !response.getBody().isEmpty()) {
      ack.set("payload", JSON.readTree(response.getBody()));
    }
    try {
      send(ack.toString());
    } catch (WebsocketNotConnectedException e) {
      LOG.warn("the line was cut before an acknowledgement; what came is on record");
    }
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    // Slack says hello when the line works
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    hello.completeExceptionally(new IOException("closed with " + code));
    end.complete("closed");
  }

  @Override
  public void onError(Exception e) {
    hello.completeExceptionally(e);
  }
}
