package dev.twokey.web;

import static dev.twokey.web.ConsoleFixture.PROD;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twokey.chat.Card;
import dev.twokey.chat.ChatPlatform.Posted;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.web.EntryLinks.Use;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Streams, files, pictures and the door of the command line, without a browser. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WebConsoleHttpTest {
  private @Nullable ConsoleFixture opened;

  @BeforeEach
  void start() throws IOException {
    opened = new ConsoleFixture();
  }

  @AfterEach
  void stop() {
    fixture().close();
  }

  private ConsoleFixture fixture() {
    return requireNonNull(opened);
  }

  private Visitor ana() {
    return new Visitor(fixture()).enter(fixture().link(TwoPeople.ANA, Use.ONCE));
  }

  private Visitor cli() {
    return new Visitor(fixture()).header("Authorization", "Bearer " + ConsoleFixture.TOKEN);
  }

  private Posted.Done post(String marker, Card card) {
    return (Posted.Done) fixture().console.post(PROD, marker, card);
  }

  /** Reads one event: its lines up to the empty one, without comments. */
  private static List<String> event(Iterator<String> lines) {
    List<String> event = new ArrayList<>();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.isEmpty() && !event.isEmpty()) {
        return event;
      }
      if (!line.isEmpty() && !line.startsWith(":")) {
        event.add(line);
      }
    }
    return event;
  }

  private static String id(List<String> event) {
    return event.stream()
        .filter(l -> l.startsWith("id: "))
        .map(l -> l.substring("id: ".length()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_stream_without_a_place_starts_with_the_whole_state() {
    post("o/1", SampleCards.approval());
    try (Stream<String> lines = ana().stream("/channels/prod/events")) {
      List<String> event = event(lines.iterator());
      assertThat(event).contains("event: state");
      assertThat(String.join("\n", event)).contains("restart worker-transcode");
    }
  }

  @Test
  void a_stream_that_comes_back_gets_what_it_missed_and_nothing_else() {
    Posted.Done first = post("o/1", SampleCards.approval());
    post("d/1", SampleCards.healthy());
    Visitor ana = ana();
    String seen;
    try (Stream<String> lines = ana.stream("/channels/prod/events")) {
      seen = id(event(lines.iterator()));
    }
    fixture().console.edit(first.message(), "o/1", SampleCards.approved());
    post("d/2", SampleCards.refusal());
    try (Stream<String> lines = ana.header("Last-Event-ID", seen).stream("/channels/prod/events")) {
      List<String> event = event(lines.iterator());
      assertThat(event).contains("event: update");
      assertThat(String.join("\n", event))
          .contains("approved by Ben", "REFUSED", "beforeend:#messages")
          .doesNotContain("HEALTHY");
    }
  }

  @Test
  void a_page_of_an_earlier_start_gets_the_whole_state() {
    post("o/1", SampleCards.approval());
    Visitor ana = ana().header("Last-Event-ID", "abcdefgh.999");
    try (Stream<String> lines = ana.stream("/channels/prod/events")) {
      assertThat(event(lines.iterator())).contains("event: state");
    }
  }

  @Test
  void the_same_key_of_two_people_is_two_deliveries() {
    Visitor ben = new Visitor(fixture()).enter(fixture().link(TwoPeople.BEN, Use.ONCE));
    Map<String, String> form = Map.of("text", "/help", "key", "same");
    Visitor ana = ana();
    ana.post("/channels/prod/commands", form);
    ana.post("/channels/prod/commands", form);
    ben.post("/channels/prod/commands", form);
    assertThat(fixture().intake.received).hasSize(2);
  }

  @Test
  void a_button_that_is_gone_is_still_told_to_the_intake_which_answers() {
    Posted.Done done = post("o/1", SampleCards.approved());
    fixture().intake.answer =
        in ->
            new Receipt(
                true,
                Optional.of(
                    new Problem(ErrorCode.BUTTON_STALE, "Ben has approved it.", "Look there.")),
                "o/1");
    HttpResponse<String> answer =
        ana()
            .post(
                "/channels/prod/clicks",
                Map.of("message", done.message().id(), "button", "approve", "key", "k"));
    assertThat(answer.body()).contains("Ben has approved it.");
    assertThat(fixture().intake.received).hasSize(1);
  }

  @Test
  void a_dialog_of_a_button_that_is_gone_says_so() {
    Posted.Done done = post("o/1", SampleCards.approved());
    HttpResponse<String> answer =
        ana().get("/channels/prod/dialog?message=" + done.message().id() + "&button=deny");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("not on the card any more");
  }

  @Test
  void an_intake_that_does_not_answer_is_not_waited_for_for_ever() throws IOException {
    try (ConsoleFixture silent = ConsoleFixture.with(in -> new CompletableFuture<>())) {
      Visitor ana = new Visitor(silent).enter(silent.link(TwoPeople.ANA, Use.ONCE));
      HttpResponse<String> answer =
          ana.post("/channels/prod/commands", Map.of("text", "/help", "key", "k"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("has not said", "no second effect");
    }
  }

  @Test
  void what_could_not_be_recorded_is_marked() {
    fixture().intake.answer = in -> new Receipt(false, Optional.empty(), "");
    assertThat(ana().post("/channels/prod/commands", Map.of("text", "/halt", "key", "k")).body())
        .contains("not recorded");
  }

  @Test
  void a_picture_is_drawn_but_runs_nothing() {
    Posted.Done done = post("g/1", SampleCards.drillReport());
    HttpResponse<String> answer =
        ana().get("/channels/prod/images/" + done.message().id() + "/0?of=x");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("sandbox")
        .doesNotContain("script");
    assertThat(answer.body()).startsWith("<svg");
    assertThat(ana().get("/channels/prod/images/none/0").statusCode()).isEqualTo(404);
    assertThat(ana().get("/channels/prod/images/" + done.message().id() + "/7").statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_file_is_plain_text_whatever_it_holds() {
    Posted.Done done = (Posted.Done) fixture().console.attach(PROD, "f", "a.log", "<script>x");
    HttpResponse<String> answer = ana().get("/channels/prod/files/" + done.message().id());
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.body()).isEqualTo("<script>x");
  }

  @Test
  void the_command_line_sends_a_command_and_waits_for_its_card() throws IOException {
    fixture().intake.answer = in -> new Receipt(true, Optional.empty(), "diagnosis/7");
    HttpResponse<String> sent =
        cli().postJson("/api/command", "{\"text\":\"/diagnose rabbitmq\",\"where\":\"prod\"}");
    assertThat(json(sent).path("card").asText()).isEqualTo("diagnosis/7");
    assertThat(json(sent).path("recorded").asBoolean()).isTrue();
    assertThat(fixture().intake.received)
        .singleElement()
        .isInstanceOfSatisfying(
            Inbound.Command.class,
            command -> {
              assertThat(command.by()).isEqualTo(TwoPeople.ANA);
              assertThat(command.where()).isEqualTo(PROD);
            });
    assertThat(cli().get("/api/cards/diagnosis/7?wait=0").statusCode()).isEqualTo(404);
    CompletableFuture<HttpResponse<String>> waiting =
        CompletableFuture.supplyAsync(() -> cli().get("/api/cards/diagnosis/7?wait=15"));
    post("diagnosis/7", SampleCards.diskAlarm());
    fixture().results.put("diagnosis/7", 1);
    JsonNode card = json(waiting.join());
    assertThat(card.path("settled").asBoolean()).isTrue();
    assertThat(card.path("exit").asInt()).isEqualTo(1);
    assertThat(card.path("text").asText()).startsWith("PROD · rabbitmq · DISK ALARM");
    assertThat(card.path("card").path("tone").asText()).isEqualTo("bad");
  }

  @Test
  void the_command_line_can_follow_a_card_that_is_not_at_rest() throws IOException {
    Posted.Done done = post("o/1", SampleCards.approval());
    JsonNode first = json(cli().get("/api/cards/o/1?wait=15&after=0"));
    assertThat(first.path("settled").asBoolean()).isFalse();
    CompletableFuture<HttpResponse<String>> waiting =
        CompletableFuture.supplyAsync(
            () -> cli().get("/api/cards/o/1?wait=15&after=" + first.path("version").asLong()));
    fixture().console.edit(done.message(), "o/1", SampleCards.approved());
    assertThat(json(waiting.join()).path("text").asText()).contains("approved by Ben");
  }

  @Test
  void the_command_line_is_told_what_was_wrong() throws IOException {
    assertThat(new Visitor(fixture()).postJson("/api/command", "{}").statusCode()).isEqualTo(401);
    HttpResponse<String> noText = cli().postJson("/api/command", "{}");
    assertThat(noText.statusCode()).isEqualTo(400);
    assertThat(json(noText).path("problem").path("code").asText()).isEqualTo("argument-missing");
    assertThat(cli().postJson("/api/command", "{nonsense").statusCode()).isEqualTo(400);
    HttpResponse<String> nowhere =
        cli().postJson("/api/command", "{\"text\":\"/help\",\"where\":\"moon\"}");
    assertThat(json(nowhere).path("problem").path("what").asText()).contains("\"moon\"");
    fixture().intake.answer =
        in ->
            new Receipt(
                true,
                Optional.of(new Problem(ErrorCode.COMMAND_UNKNOWN, "No /x.", "Try /help.")),
                "");
    JsonNode refused = json(cli().postJson("/api/command", "{\"text\":\"/x\"}"));
    assertThat(refused.path("problem").path("advice").asText()).isEqualTo("Try /help.");
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
