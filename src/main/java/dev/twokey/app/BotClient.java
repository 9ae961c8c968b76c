package dev.twokey.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twokey.web.CardResults.Ask;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The running bot, as the command line sees it: over HTTP on loopback, with a personal token. */
final class BotClient {
  private static final Duration REQUEST_WITHIN = Duration.ofSeconds(70);
  private static final int WAIT_SECONDS = 50;

  private final String base;
  private final String token;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  private BotClient(String base, String token) {
    this.base = base;
    this.token = token;
  }

  /** What the bot says at once. {@code refusal} is empty if it had an effect. */
  record Sent(boolean recorded, Optional<String> refusal, String card) {}

  /**
   * A card as it is now.
   *
   * @param version grows with each change
   * @param line all of it in one line
   * @param text with its longer texts
   * @param details with its tables too
   * @param waits for what it waits, in the bot's words; empty if it doesn't
   * @param ask what can be confirmed here
   * @param exit with which code a command line exits; empty if it has not come to rest
   */
  record Shown(
      long version,
      String channel,
      String line,
      String text,
      String details,
      String waits,
      Optional<Ask> ask,
      OptionalInt exit) {}

  /** What the bot or its door says against a request. */
  static final class TurnedDown extends IOException {
    private static final long serialVersionUID = 1L;

    TurnedDown(String message) {
      super(message);
    }
  }

  /**
   * Returns a bot.
   *
   * @param url of its console; else what it wrote into the folder of its state
   * @param own a personal token; else the one that it wrote there
   * @throws ConnectException if something is missing and none has run there
   */
  static BotClient of(Folders folders, Optional<String> url, Optional<String> own)
      throws IOException {
    if ((url.isEmpty() && !Files.exists(folders.address()))
        || (own.isEmpty() && !Files.exists(folders.token()))) {
      throw new ConnectException("no bot has run here");
    }
    String base = url.isPresent() ? url.get() : Files.readString(folders.address()).strip();
    String token = own.isPresent() ? own.get() : Files.readString(folders.token()).strip();
    return new BotClient(base, token);
  }

  /** Returns the address of a channel, for a browser. */
  String page(String channel) {
    return base + "/channels/" + URLEncoder.encode(channel, StandardCharsets.UTF_8);
  }

  Sent type(String text, String channel) throws IOException, InterruptedException {
    return sent(post("/api/command", Map.of("text", text, "where", channel)));
  }

  /** Gives a confirmation; what was typed goes with it. */
  Sent confirm(Ask ask, String typed, String channel) throws IOException, InterruptedException {
    return sent(
        post(
            "/api/press",
            Map.of(
                "button",
                ask.button(),
                "where",
                channel,
                "inputs",
                ask.phrase().isEmpty()
                    ? Map.of()
                    : Map.of(dev.twokey.chatops.Buttons.PHRASE, typed))));
  }

  /**
   * Waits for news of a card, for less than a minute.
   *
   * @param after the version that is known already
   * @param knows for what it waits, as far as is known
   */
  Shown card(String marker, long after, String knows) throws IOException, InterruptedException {
    String path =
        "/api/cards/"
            + encode(marker).replace("%2F", "/")
            + ("?wait=" + WAIT_SECONDS + "&after=" + after + "&knows=" + encode(knows));
    JsonNode answer = send(request(path).GET());
    Optional<Ask> ask =
        answer.has("ask")
            ? Optional.of(
                new Ask(
                    answer.path("ask").path("button").asText(),
                    answer.path("ask").path("phrase").asText()))
            : Optional.empty();
    return new Shown(
        answer.path("version").asLong(),
        answer.path("channel").asText(),
        answer.path("line").asText(),
        answer.path("text").asText(),
        answer.path("details").asText(),
        answer.path("waits").asText(),
        ask,
        answer.has("exit") ? OptionalInt.of(answer.path("exit").asInt()) : OptionalInt.empty());
  }

  private static Sent sent(JsonNode receipt) {
    JsonNode problem = receipt.path("problem");
    return new Sent(
        receipt.path("recorded").asBoolean(),
        problem.isObject() ? Optional.of(words(problem)) : Optional.empty(),
        receipt.path("card").asText());
  }

  private static String words(JsonNode problem) {
    return (problem.path("what").asText() + "\n" + problem.path("advice").asText()).strip();
  }

  private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", "Bearer " + token)
        .timeout(REQUEST_WITHIN);
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    JsonNode body = json.readTree(response.body());
    if (response.statusCode() >= 400) {
      throw new TurnedDown(words(body.path("problem")));
    }
    return body;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
