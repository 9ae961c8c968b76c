package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The addresses under which an app answers something: five times each. */
final class Responses {
  private static final int USES = 5;

  private final Workspace workspace;
  private final Supplier<String> web;
  private final Map<String, Target> targets = new ConcurrentHashMap<>();

  private record Target(String channel, Optional<String> thread, String user, AtomicInteger uses) {}

  Responses(Workspace workspace, Supplier<String> web) {
    this.workspace = workspace;
    this.web = web;
  }

  String url(String channel, Optional<String> thread, String user) {
    String id = workspace.id("r");
    targets.put(id, new Target(channel, thread, user, new AtomicInteger()));
    return web.get() + "response/" + id;
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      @Nullable Target target = targets.get(path.substring(path.lastIndexOf('/') + 1));
      JsonNode body = WebApi.JSON.readTree(exchange.getRequestBody().readAllBytes());
      boolean good = target != null && target.uses().incrementAndGet() <= USES;
      if (target != null && good) {
        show(target.channel(), target.thread(), target.user(), body);
      }
      byte[] answer = (good ? "ok" : "used_url").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(good ? 200 : 404, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** Shows what was answered to a command. */
  void show(String channel, String user, JsonNode answer) {
    show(channel, Optional.empty(), user, answer);
  }

  private void show(String channel, Optional<String> thread, String user, JsonNode answer) {
    @Nullable JsonNode blocks = answer.has("blocks") ? answer.path("blocks") : null;
    if (blocks == null && !answer.has("text")) {
      return; // an empty answer shows nothing
    }
    List<String> wrong = blocks == null ? List.of() : BlockRules.message(blocks);
    if (!wrong.isEmpty()) {
      throw new AssertionError("Slack does not show the answer: " + wrong);
    }
    boolean all = answer.path("response_type").asText("ephemeral").equals("in_channel");
    synchronized (workspace) {
      workspace.add(
          workspace.room(channel),
          Workspace.BOT_USER,
          thread,
          answer.path("text").asText(""),
          blocks,
          all ? Optional.empty() : Optional.of(user));
    }
  }
}
