package dev.twokey.testkit.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.twokey.testkit.slack.Mischief.Post;
import dev.twokey.testkit.slack.Mischief.Trick;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake rejects what Slack rejects, with Slack's codes, and misbehaves only when told to. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FakeSlackTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String MARK =
      "{\"event_type\": \"card\", \"event_payload\": {\"marker\": \"operation/1\"}}";

  private final HttpClient http = HttpClient.newHttpClient();
  private FakeSlack slack = FakeSlack.start(SHORT, SHORT);
  private SlackPerson ana = slack.member("U01", "ana");

  @BeforeEach
  void start() {
    slack.close();
    slack = FakeSlack.start(SHORT, SHORT).channel("C01", "ops");
    ana = slack.member("U01", "ana");
  }

  @AfterEach
  void stop() {
    slack.close();
  }

  @Test
  void a_call_without_a_good_token_is_refused() {
    assertThat(call("auth.test", "", Map.of()).path("error").asText()).isEqualTo("not_authed");
    assertThat(call("auth.test", "xoxb-other", Map.of()).path("error").asText())
        .isEqualTo("invalid_auth");
    assertThat(error("apps.connections.open", Map.of())).isEqualTo("not_allowed_token_type");
    assertThat(call("auth.test", FakeSlack.BOT_TOKEN, Map.of()).path("team_id").asText())
        .isEqualTo(FakeSlack.TEAM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no blocks at all          | []                                           | invalid_blocks
          no list                   | {"type": "divider"}                          | invalid_blocks_format
          no JSON                   | [                                            | invalid_blocks_format
          an unknown block          | [{"type": "marquee"}]                        | invalid_blocks
          an unknown key            | [{"type": "divider", "color": "red"}]        | invalid_blocks
          a wrong type              | [{"type": "header", "text": "x"}]            | invalid_blocks
          an empty text             | [{"type": "header", "text": {"type": "plain_text", "text": ""}}] | invalid_blocks
          a section with nothing    | [{"type": "section"}]                        | invalid_blocks
          an unknown style          | [{"type": "actions", "elements": [{"type": "button", "style": "green", "text": {"type": "plain_text", "text": "x"}}]}] | invalid_blocks
          an empty rich text        | [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}]}] | invalid_blocks
          """)
  void blocks_that_slack_refuses_are_refused(String what, String blocks, String code) {
    assertThat(error("chat.postMessage", Map.of("channel", "C01", "blocks", blocks)))
        .as(what)
        .isEqualTo(code);
  }

  @Test
  void blocks_are_counted_and_their_texts_measured() {
    String header =
        "{\"type\": \"header\", \"text\": {\"type\": \"plain_text\", \"text\": \"%s\"}}";
    String section = "{\"type\": \"section\", \"text\": {\"type\": \"mrkdwn\", \"text\": \"%s\"}}";
    assertThat(posted(list(50, "{\"type\": \"divider\"}"))).isEmpty();
    assertThat(posted(list(51, "{\"type\": \"divider\"}"))).isEqualTo("invalid_blocks");
    assertThat(posted(list(1, header.formatted("x".repeat(150))))).isEmpty();
    assertThat(posted(list(1, header.formatted("x".repeat(151))))).isEqualTo("invalid_blocks");
    assertThat(posted(list(4, section.formatted("x".repeat(3000))))).isEmpty();
    assertThat(posted(list(1, section.formatted("x".repeat(3001))))).isEqualTo("invalid_blocks");
    assertThat(posted(list(5, section.formatted("x".repeat(3000)))))
        .isEqualTo("msg_blocks_too_long");
  }

  @Test
  void the_answer_says_where_the_mistake_is() {
    JsonNode answer =
        call(
            "chat.postMessage",
            FakeSlack.BOT_TOKEN,
            Map.of("channel", "C01", "blocks", "[{\"type\": \"divider\", \"a\": 1}]"));
    assertThat(answer.path("response_metadata").path("messages").path(0).asText())
        .isEqualTo("invalid additional property: a [json-pointer:/blocks/0]");
  }

  @Test
  void a_message_is_posted_edited_and_found_by_its_metadata() {
    JsonNode posted =
        call(
            "chat.postMessage",
            FakeSlack.BOT_TOKEN,
            Map.of("channel", "C01", "text", "one", "metadata", MARK));
    String ts = posted.path("ts").asText();
    assertThat(error("chat.update", Map.of("channel", "C01", "ts", ts, "text", "two"))).isEmpty();
    JsonNode history =
        call(
            "conversations.history",
            FakeSlack.BOT_TOKEN,
            Map.of("channel", "C01", "include_all_metadata", "true"));
    JsonNode found = history.path("messages").path(0);
    assertThat(found.path("text").asText()).isEqualTo("two");
    assertThat(found.path("metadata").path("event_payload").path("marker").asText())
        .isEqualTo("operation/1");

    ana.delete("C01", ts);
    assertThat(error("chat.update", Map.of("channel", "C01", "ts", ts, "text", "three")))
        .isEqualTo("message_not_found");
  }

  @Test
  void bad_metadata_channels_and_threads_are_refused() {
    Map<String, String> text = Map.of("channel", "C01", "text", "x");
    assertThat(error("chat.postMessage", with(text, "metadata", "{")))
        .isEqualTo("invalid_metadata_format");
    assertThat(error("chat.postMessage", with(text, "metadata", "{\"marker\": 1}")))
        .isEqualTo("invalid_metadata_schema");
    assertThat(
            error(
                "chat.postMessage",
                with(text, "metadata", MARK.replace("operation", "x".repeat(9000)))))
        .isEqualTo("metadata_too_large");
    assertThat(error("chat.postMessage", Map.of("channel", "C99", "text", "x")))
        .isEqualTo("channel_not_found");
    assertThat(error("chat.postMessage", Map.of("channel", "C01"))).isEqualTo("no_text");
    assertThat(error("chat.postMessage", with(text, "thread_ts", "1.1")))
        .isEqualTo("cannot_reply_to_message");
    assertThat(error("chat.postEphemeral", with(text, "user", "U99")))
        .isEqualTo("user_not_in_channel");
    slack.channel("C02", "other").leave("C02", null);
    assertThat(error("chat.postMessage", Map.of("channel", "C02", "text", "x")))
        .isEqualTo("not_in_channel");
    assertThat(error("conversations.history", Map.of("channel", "C02")))
        .isEqualTo("not_in_channel");
  }

  @Test
  void bursts_are_limited_with_a_time_to_wait() throws Exception {
    int last = 0;
    for (int i = 0; i < 7 && last != 429; i++) {
      HttpResponse<String> answer = send("chat.postMessage", Map.of("channel", "C01", "text", "x"));
      last = answer.statusCode();
      if (last == 429) {
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      }
    }
    assertThat(last).isEqualTo(429);
  }

  @Test
  void a_lost_reply_has_its_effect_and_a_dropped_call_has_none() {
    slack.mischief().next("chat.postMessage", new Trick.LoseReply());
    slack.mischief().next("chat.postMessage", new Trick.Drop());
    slack.mischief().next("chat.postMessage", new Trick.Answer(500, Optional.empty()));
    Map<String, String> text = Map.of("channel", "C01", "text", "x");
    assertThatThrownBy(() -> send("chat.postMessage", text)).isInstanceOf(IOException.class);
    assertThat(ana.sees("C01")).hasSize(1);
    assertThatThrownBy(() -> send("chat.postMessage", text)).isInstanceOf(IOException.class);
    assertThat(error("chat.postMessage", text)).isEqualTo("internal_error");
    assertThat(ana.sees("C01")).hasSize(1);
  }

  @Test
  void a_modal_needs_a_fresh_trigger_and_a_good_view() throws Exception {
    String good =
        """
        {"type": "modal", "title": {"type": "plain_text", "text": "%s"}, "blocks": [%s]%s}
        """;
    String input =
        "{\"type\": \"input\", \"label\": {\"type\": \"plain_text\", \"text\": \"x\"},"
            + " \"element\": {\"type\": \"plain_text_input\"}}";
    String divider = "{\"type\": \"divider\"}";
    String wrong = "invalid_arguments";
    assertThat(view("x", good.formatted("t", divider, ""))).isEqualTo("invalid_trigger_id");
    assertThat(view("x", good.formatted("t".repeat(25), divider, ""))).isEqualTo(wrong);
    assertThat(view("x", good.formatted("t", input, ""))).isEqualTo(wrong);
    assertThat(view("x", good.formatted("t", divider, ", \"colour\": 1"))).isEqualTo(wrong);

    try (Client client = connect()) {
      ana.command("C01", "/x");
      String trigger = client.payload(0).path("trigger_id").asText();
      assertThat(view(trigger, good.formatted("t", divider, ""))).isEmpty();
      assertThat(ana.modal()).isPresent();
      assertThat(view(trigger, good.formatted("t", divider, ""))).isEqualTo("exchanged_trigger_id");
      ana.command("C01", "/x");
      String old = client.payload(1).path("trigger_id").asText();
      await()
          .atMost(Duration.ofSeconds(5))
          .pollDelay(SHORT.plusMillis(100))
          .untilAsserted(() ->
              assertThat(view(old, good.formatted("t", divider, "")))
                  .isEqualTo("expired_trigger_id"));
    }
  }

  @Test
  void a_command_that_nobody_takes_fails_on_the_screen_of_its_sender() throws Exception {
    assertThat(ana.command("C01", "/restart web")).isFalse();
    assertThat(ana.sees("C01").getLast().text()).contains("/restart failed", "dispatch_failed");
    try (Client client = connect()) {
      client.silent = true;
      assertThat(ana.command("C01", "/restart web")).isFalse();
      assertThat(ana.sees("C01").getLast().text()).contains("operation_timeout");
      client.silent = false;
      assertThat(ana.command("C01", "/restart web")).isTrue();
    }
  }

  @Test
  void an_event_that_nobody_acknowledges_comes_again() throws Exception {
    try (Client client = connect()) {
      client.silent = true;
      ana.mention("C01", Optional.empty(), "help");
      assertThat(client.received).hasSize(4);
      assertThat(client.received.getLast().path("retry_attempt").asInt()).isEqualTo(3);
      assertThat(client.received.getLast().path("retry_reason").asText()).isEqualTo("timeout");
    }
  }

  @Test
  void envelopes_can_be_lost_doubled_and_turned_round() throws Exception {
    try (Client client = connect()) {
      slack.mischief().next(Post.LOSE).next(Post.TWICE).next(Post.HOLD);
      assertThat(ana.command("C01", "/lost")).isFalse();
      assertThat(ana.command("C01", "/twice")).isTrue();
      assertThat(ana.command("C01", "/held")).isFalse();
      assertThat(ana.command("C01", "/next")).isTrue();
      slack.mischief().release();
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(() ->
              assertThat(
                      client.received.stream().map(m -> m.path("payload").path("command").asText()))
                  .containsExactly("/twice", "/twice", "/next", "/held"));
    }
  }

  @Test
  void a_ticket_is_good_for_one_connection_and_there_are_ten_at_most() throws Exception {
    String url = call("apps.connections.open", FakeSlack.APP_TOKEN, Map.of()).path("url").asText();
    try (Client first = new Client(url);
        Client second = new Client(url)) {
      assertThat(first.connectBlocking()).isTrue();
      second.connectBlocking();
      await().atMost(Duration.ofSeconds(5)).until(second::isClosed);
      assertThat(first.hello(0).path("num_connections").asInt()).isEqualTo(1);
      slack.othersConnect(9);
      try (Client eleventh = connect()) {
        await()
            .atMost(Duration.ofSeconds(5))
            .untilAsserted(() ->
                assertThat(eleventh.told.getFirst().path("reason").asText())
                    .isEqualTo("too_many_websockets"));
      }
    }
  }

  // ---- hands

  private String posted(String blocks) {
    // each in a channel of its own, so that the limit on bursts is not met
    slack.channel("C" + blocks.hashCode(), "x");
    return error("chat.postMessage", Map.of("channel", "C" + blocks.hashCode(), "blocks", blocks));
  }

  private String view(String trigger, String view) {
    return error("views.open", Map.of("trigger_id", trigger, "view", view));
  }

  private static String list(int count, String each) {
    return "[" + String.join(",", java.util.Collections.nCopies(count, each)) + "]";
  }

  private static Map<String, String> with(Map<String, String> args, String key, String value) {
    Map<String, String> more = new java.util.HashMap<>(args);
    more.put(key, value);
    return more;
  }

  private Client connect() throws InterruptedException {
    Client client =
        new Client(
            call("apps.connections.open", FakeSlack.APP_TOKEN, Map.of()).path("url").asText());
    // one that is refused may be closed again by now; what Slack says to it comes in any case
    client.connectBlocking();
    await().atMost(Duration.ofSeconds(5)).until(() -> !client.told.isEmpty());
    return client;
  }

  private String error(String method, Map<String, String> args) {
    return call(method, FakeSlack.BOT_TOKEN, args).path("error").asText();
  }

  private JsonNode call(String method, String token, Map<String, String> args) {
    try {
      return WebApi.JSON.readTree(send(method, token, args).body());
    } catch (IOException e) {
      throw new AssertionError(method, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private HttpResponse<String> send(String method, Map<String, String> args)
      throws IOException, InterruptedException {
    return send(method, FakeSlack.BOT_TOKEN, args);
  }

  private HttpResponse<String> send(String method, String token, Map<String, String> args)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(slack.apiUrl() + method))
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(WebApi.JSON.writeValueAsString(args)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The simplest client of Socket Mode. */
  private static final class Client extends WebSocketClient implements AutoCloseable {
    final List<JsonNode> received = new CopyOnWriteArrayList<>();
    final List<JsonNode> told = new CopyOnWriteArrayList<>();
    volatile boolean silent;

    Client(String url) {
      super(URI.create(url));
      setDaemon(true);
    }

    JsonNode payload(int index) {
      return received.get(index).path("payload");
    }

    JsonNode hello(int index) {
      await().atMost(Duration.ofSeconds(5)).until(() -> told.size() > index);
      return told.get(index);
    }

    @Override
    public void onMessage(String message) {
      try {
        JsonNode json = WebApi.JSON.readTree(message);
        if (!json.has("envelope_id")) {
          told.add(json);
          return;
        }
        received.add(json);
        if (!silent) {
          send("{\"envelope_id\": " + json.path("envelope_id") + "}");
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
      // what counts is the hello that follows
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
      // tests look at isClosed
    }

    @Override
    public void onError(Exception e) {
      // a refused connection shows as closed
    }
  }
}
