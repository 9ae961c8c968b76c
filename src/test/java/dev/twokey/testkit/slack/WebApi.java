package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.twokey.testkit.slack.Mischief.Trick;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The door of the Web API: tokens, arguments, rate limits, mischief, then the method. */
final class WebApi {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Method> methods;
  private final Tokens tokens;
  private final Mischief mischief;
  private final RateRules rates = new RateRules();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  /** A method of the Web API. */
  interface Method {
    ObjectNode call(Args args);
  }

  /** The tokens that are good. */
  record Tokens(String bot, String app) {}

  /**
   * A call as it came.
   *
   * @param method such as {@code chat.postMessage}
   * @param args of it
   */
  public record Call(String method, Map<String, String> args) {}

  /** The arguments of a call. */
  record Args(Map<String, String> values) {
    String need(String name) {
      return text(name)
          .orElseThrow(() ->
              new ApiError(
                  "invalid_arguments", List.of("[ERROR] missing required field: " + name)));
    }

    Optional<String> text(String name) {
      return Optional.ofNullable(values.get(name)).filter(v -> !v.isEmpty());
    }

    boolean flag(String name) {
      return text(name).filter(v -> v.equals("true") || v.equals("1")).isPresent();
    }

    /** Returns an argument that is JSON; the code is what Slack says where it is none. */
    Optional<JsonNode> json(String name, String code) {
      return text(name)
          .map(text -> {
            try {
              return JSON.readTree(text);
            } catch (IOException e) {
              throw new ApiError(code);
            }
          });
    }
  }

  WebApi(Map<String, Method> methods, Tokens tokens, Mischief mischief) {
    this.methods = Map.copyOf(methods);
    this.tokens = tokens;
    this.mischief = mischief;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestURI().getPath().substring("/api/".length());
      Args args = arguments(exchange);
      calls.add(new Call(method, args.values()));
      Optional<Trick> trick = mischief.of(method);
      switch (trick.orElse(null)) {
        case Trick.Drop _ -> {}
        case Trick.Answer(int status, var after) -> fail(exchange, status, after);
        case Trick.LoseReply _ -> answer(exchange, method, args);
        case Trick.Delay(var time) -> {
          await(time.toMillis());
          send(exchange, 200, answer(exchange, method, args));
        }
        case null -> {
          Optional<Integer> wait = rates.wait(method, args.text("channel").orElse(""));
          if (wait.isPresent()) {
            fail(exchange, 429, wait);
          } else {
            send(exchange, 200, answer(exchange, method, args));
          }
        }
      }
    }
  }

  private static void await(long millis) {
    try {
      new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ObjectNode answer(HttpExchange exchange, String method, Args args) {
    try {
      check(exchange, method, args);
      @Nullable Method known = methods.get(method);
      if (known == null) {
        throw new ApiError("unknown_method");
      }
      return known.call(args).put("ok", true);
    } catch (ApiError e) {
      ObjectNode answer = JSON.createObjectNode().put("ok", false).put("error", e.code());
      if (!e.messages().isEmpty()) {
        e.messages().forEach(answer.putObject("response_metadata").putArray("messages")::add);
      }
      return answer;
    }
  }

  private void check(HttpExchange exchange, String method, Args args) {
    String header =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    String token =
        header.startsWith("Bearer ") ? header.substring(7) : args.text("token").orElse("");
    if (token.isEmpty()) {
      throw new ApiError("not_authed");
    }
    boolean wantsApp = method.equals("apps.connections.open");
    if (!token.equals(tokens.bot()) && !token.equals(tokens.app())) {
      throw new ApiError("invalid_auth");
    } else if (wantsApp != token.equals(tokens.app()) && !method.equals("auth.test")) {
      throw new ApiError("not_allowed_token_type");
    }
  }

  private static Args arguments(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    Map<String, String> values = new HashMap<>();
    if (type.startsWith("application/json")) {
      JSON.readTree(body)
          .properties()
          .forEach(e ->
              values.put(
                  e.getKey(),
                  e.getValue().isTextual() ? e.getValue().asText() : e.getValue().toString()));
    } else {
      for (String pair : com.google.common.base.Splitter.on('&').split(body)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values.put(
              URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    }
    return new Args(values);
  }

  private static void fail(HttpExchange exchange, int status, Optional<Integer> after)
      throws IOException {
    after.ifPresent(s -> exchange.getResponseHeaders().set("Retry-After", String.valueOf(s)));
    String error = status == 429 ? "ratelimited" : "internal_error";
    send(exchange, status, JSON.createObjectNode().put("ok", false).put("error", error));
  }

  private static void send(HttpExchange exchange, int status, ObjectNode answer)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
