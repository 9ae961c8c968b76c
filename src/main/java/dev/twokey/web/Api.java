package dev.twokey.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twokey.chat.Card;
import dev.twokey.chat.CardText;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.people.Account;
import dev.twokey.problem.ErrorCode;
import dev.twokey.web.CardResults.Standing;
import dev.twokey.web.Message.Content;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The door of the command line. A command is answered at once with the marker of its card; the card
 * is asked for until it has come to rest.
 */
final class Api {
  private static final int WAIT_SECONDS_MAX = 60;
  private static final int TEXT_WIDTH = 100;
  private static final int TYPED_MAX = 2_000;

  private final ConsoleParts parts;
  private final Channels channels;
  private final Received received;
  private final ObjectMapper json = new ObjectMapper();

  Api(ConsoleParts parts, Channels channels, Received received) {
    this.parts = parts;
    this.channels = channels;
    this.received = received;
  }

  void routes(RoutesConfig routes) {
    routes.post("/api/command", this::command);
    routes.post("/api/press", this::press);
    routes.get("/api/cards/<marker>", this::card);
  }

  private void command(Context ctx) {
    ApiTokens.Bearer bearer = Gate.bearerOf(ctx);
    Account by = bearer.account();
    JsonNode body = body(ctx);
    String text = body.path("text").asText("").strip();
    String where = body.path("where").asText("");
    if (text.isEmpty() || text.length() > TYPED_MAX) {
      throw new Turned(
          400,
          ErrorCode.ARGUMENT_MISSING,
          "The request has no text of 1 to " + TYPED_MAX + " characters.",
          "Send {\"text\": \"/diagnose rabbitmq\", \"where\": \"staging\"}.");
    }
    String key = Optional.ofNullable(ctx.header("Idempotency-Key")).orElseGet(Api::key);
    answer(
        ctx,
        received.of(
            new Inbound.Command(conversation(where), by, text, by + ":" + key, bearer.proof())));
  }

  /** Presses a button that the command line was told of, with what was typed for it. */
  private void press(Context ctx) {
    ApiTokens.Bearer bearer = Gate.bearerOf(ctx);
    Account by = bearer.account();
    JsonNode body = body(ctx);
    Map<String, String> inputs = new LinkedHashMap<>();
    body.path("inputs").properties().forEach(e -> inputs.put(e.getKey(), e.getValue().asText("")));
    String button = body.path("button").asText("");
    if (button.isEmpty() || inputs.values().stream().anyMatch(text -> text.length() > TYPED_MAX)) {
      throw new Turned(
          400,
          ErrorCode.ARGUMENT_MISSING,
          "The request has no button, or a text of more than " + TYPED_MAX + " characters.",
          "Send {\"button\": \"…\", \"where\": \"staging\", \"inputs\": {}}.");
    }
    String key = Optional.ofNullable(ctx.header("Idempotency-Key")).orElseGet(Api::key);
    Conversation where = conversation(body.path("where").asText(""));
    answer(
        ctx,
        received.of(new Inbound.Click(where, by, button, inputs, by + ":" + key, bearer.proof())));
  }

  private static void answer(Context ctx, Receipt receipt) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("recorded", receipt.recorded());
    receipt.refusal().ifPresent(problem -> answer.put("problem", Json.problem(problem)));
    answer.put("card", receipt.subject());
    ctx.json(answer);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private JsonNode body(Context ctx) {
    try {
      return json.readTree(ctx.body());
    } catch (JsonProcessingException e) {
      throw new Turned(
          400,
          ErrorCode.ARGUMENT_INVALID,
          "The body is no JSON (line " + e.getLocation().getLineNr() + ").",
          "Send {\"text\": \"/diagnose rabbitmq\", \"where\": \"staging\"}.");
    }
  }

  private Conversation conversation(String where) {
    String channel = where;
    if (where.isEmpty()) {
      channel = parts.channels().get().stream().findFirst().map(ChannelInfo::id).orElse("");
    }
    String wanted = channel;
    if (parts.channels().get().stream().noneMatch(c -> c.id().equals(wanted))
        && !channels.newest().containsKey(wanted)) {
      throw new Turned(
          404,
          ErrorCode.NOT_FOUND,
          "There is no channel \"" + wanted + "\" in the console.",
          "Name one of " + parts.channels().get().stream().map(ChannelInfo::id).toList() + ".");
    }
    return new Conversation(WebConsole.NAME, wanted, Optional.empty());
  }

  /**
   * Answers with the card of a marker: when it has come to rest, when it waits for a person in
   * another way than the asker {@code knows}, when it changed after the version {@code after} that
   * the asker knows, or after {@code wait} seconds.
   */
  private void card(Context ctx) {
    String marker = ctx.pathParam("marker");
    int wait = number(ctx, "wait", 0, WAIT_SECONDS_MAX);
    long after = number(ctx, "after", 0, Integer.MAX_VALUE);
    boolean follow = ctx.queryParam("after") != null;
    String knows = Optional.ofNullable(ctx.queryParam("knows")).orElse("");
    long end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
    while (true) {
      long version = channels.version();
      // what it has come to first: the card that belongs to it stands there then
      Standing standing = parts.results().of(marker, Gate.bearerOf(ctx).account());
      Optional<Message> message = channels.withMarker(marker);
      boolean changed = follow && message.filter(m -> m.changed() > after).isPresent();
      long left = end - System.nanoTime();
      if ((message.isPresent() && isNews(standing, knows))
          || changed
          || left <= 0
          || channels.isClosed()) {
        answer(ctx, marker, message, standing);
        return;
      }
      // a result may come without a change of the card, so look at it now and then
      channels.awaitVersion(version, Duration.ofNanos(Math.min(left, 250_000_000)));
    }
  }

  private static boolean isNews(Standing standing, String knows) {
    return switch (standing) {
      case CardResults.UnderWay _ -> false;
      case CardResults.Waits waits -> !waitsFor(waits).equals(knows);
      case CardResults.Ended _ -> true;
    };
  }

  /** Returns a word that differs where it waits for something else. */
  private static String waitsFor(CardResults.Waits waits) {
    return waits.ask().map(CardResults.Ask::button).orElse("others");
  }

  private static void answer(
      Context ctx, String marker, Optional<Message> message, Standing standing) {
    if (message.isEmpty() || !(message.get().content() instanceof Content.OfCard(Card card))) {
      throw new Turned(
          404,
          ErrorCode.NOT_FOUND,
          "There is no card " + marker + " yet.",
          "Ask again; it follows its command.");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("marker", marker);
    answer.put("version", message.get().changed());
    answer.put("settled", standing instanceof CardResults.Ended);
    switch (standing) {
      case CardResults.UnderWay _ -> {} // nothing more is known
      case CardResults.Waits waits -> {
        answer.put("waits", waitsFor(waits));
        waits
            .ask()
            .ifPresent(
                ask -> answer.put("ask", Map.of("button", ask.button(), "phrase", ask.phrase())));
      }
      case CardResults.Ended(int exit) -> answer.put("exit", exit);
    }
    answer.put("channel", message.get().where().channel());
    answer.put("line", CardText.line(card));
    answer.put("text", CardText.render(card, TEXT_WIDTH));
    answer.put("details", CardText.renderAll(card, TEXT_WIDTH));
    answer.put("card", Json.card(card));
    ctx.json(answer);
  }

  private static int number(Context ctx, String name, int least, int most) {
    String text = ctx.queryParam(name);
    if (text == null) {
      return least;
    }
    try {
      return Math.clamp(Integer.parseInt(text), least, most);
    } catch (NumberFormatException e) {
      throw new Turned(
          400,
          ErrorCode.ARGUMENT_INVALID,
          name + " is \"" + text + "\", which is no number.",
          "Send a number from " + least + " to " + most + ".");
    }
  }
}
