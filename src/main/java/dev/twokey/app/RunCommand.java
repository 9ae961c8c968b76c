package dev.twokey.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
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
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Types one command at the running bot; where none runs it starts one for that command under the
 * same journal lock.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Type a command at the bot. Exits 0 healthy or done, 1 findings, 2 refused, 3 could not"
            + " tell.")
final class RunCommand implements Callable<Integer> {
  private static final Duration REQUEST_WITHIN = Duration.ofSeconds(70);
  private static final int WAIT_SECONDS = 50;
  private static final int WAITS_MAX = 40;

  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "such as '/diagnose rabbitmq'")
  private String[] words = {};

  @Option(
      names = "--channel",
      defaultValue = "staging",
      description = "where the card stands (default ${DEFAULT-VALUE})")
  private String channel = "staging";

  @Mixin private Where where = new Where();

  @Spec private @Nullable CommandSpec spec;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    Folders folders = where.folders();
    try {
      return ask(folders, out);
    } catch (ConnectException e) {
      return alone(folders, out);
    }
  }

  private int alone(Folders folders, PrintWriter out) throws Exception {
    StateFolder.make(folders);
    Bot.Opened opened = Bot.open(folders, false);
    if (opened.bot().isEmpty()) {
      opened.problems().findings().forEach(out::println);
      return Main.USAGE;
    }
    try (Served served =
        Served.start(opened.bot().get(), folders, 0, Cli.person(opened.bot().get()), "")) {
      out.println(
          "twokey: no bot runs here, so one was started for this command at " + served.url());
      return ask(folders, out);
    }
  }

  private int ask(Folders folders, PrintWriter out) throws IOException, InterruptedException {
    if (!Files.exists(folders.address()) || !Files.exists(folders.token())) {
      throw new ConnectException("no bot has run here");
    }
    String base = Files.readString(folders.address()).strip();
    String token = Files.readString(folders.token()).strip();
    String body =
        json.writeValueAsString(Map.of("text", String.join(" ", words), "where", channel));
    JsonNode receipt =
        send(
            HttpRequest.newBuilder(URI.create(base + "/api/command"))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .timeout(REQUEST_WITHIN)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    String marker = receipt.path("card").asText("");
    if (marker.isEmpty()) {
      out.println(receipt.path("problem").path("what").asText(receipt.toString()));
      return Results.REFUSED;
    }
    String card =
        base
            + "/api/cards/"
            + URLEncoder.encode(marker, StandardCharsets.UTF_8).replace("%2F", "/")
            + "?wait="
            + WAIT_SECONDS;
    for (int i = 0; i < WAITS_MAX; i++) {
      JsonNode answer =
          send(
              HttpRequest.newBuilder(URI.create(card))
                  .header("Authorization", "Bearer " + token)
                  .timeout(REQUEST_WITHIN)
                  .build());
      if (answer.path("settled").asBoolean()) {
        out.println(answer.path("text").asText());
        return answer.path("exit").asInt(Results.CANNOT_TELL);
      }
      out.println(answer.path("text").asText());
      out.flush();
    }
    return Results.CANNOT_TELL;
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    JsonNode body = json.readTree(response.body());
    if (response.statusCode() >= 400) {
      JsonNode problem = body.has("problem") ? body.path("problem") : body;
      throw new IOException(
          problem.path("what").asText(response.body()) + " " + problem.path("advice").asText(""));
    }
    return body;
  }
}
