package dev.twokey.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.journal.SettableClock;
import dev.twokey.web.EntryLinks.Use;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Who gets in, and what each answer carries. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GateTest {
  private static final Map<String, String> HELP = Map.of("text", "/help", "key", "k-1");

  private final SettableClock clock = new SettableClock();
  private @Nullable ConsoleFixture opened;

  @BeforeEach
  void start() throws IOException {
    opened = new ConsoleFixture(0, clock, "");
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

  @Test
  void a_post_without_the_word_of_the_session_is_refused_with_reason_and_advice() {
    Visitor ana = ana();
    ana.word = "";
    HttpResponse<String> answer = ana.post("/channels/prod/commands", HELP);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body())
        .contains("does not come from a page of your session", "Load the page again");
    ana.word = "wrong";
    assertThat(ana.post("/channels/prod/commands", HELP).statusCode()).isEqualTo(403);
    assertThat(fixture().intake.received).isEmpty();
  }

  @Test
  void the_word_of_another_session_is_refused() {
    Visitor ana = ana();
    Visitor ben = new Visitor(fixture()).enter(fixture().link(TwoPeople.BEN, Use.ONCE));
    ana.word = ben.word;
    assertThat(ana.post("/channels/prod/commands", HELP).statusCode()).isEqualTo(403);
  }

  @Test
  void a_post_from_a_page_of_another_origin_is_refused_even_with_the_word() {
    Visitor ana = ana().header("Origin", "http://evil.example");
    assertThat(ana.post("/channels/prod/commands", HELP).statusCode()).isEqualTo(403);
    assertThat(fixture().intake.received).isEmpty();
  }

  @Test
  void with_session_and_word_a_command_gets_in() {
    HttpResponse<String> answer = ana().post("/channels/prod/commands", HELP);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Sent: /help");
    assertThat(fixture().intake.received)
        .singleElement()
        .satisfies(in -> assertThat(in.by()).isEqualTo(TwoPeople.ANA));
  }

  @Test
  void a_name_of_a_stranger_for_this_machine_is_refused() throws IOException {
    int port = fixture().host.port();
    assertThat(raw("evil.example:" + port)).startsWith("HTTP/1.1 421");
    assertThat(raw("evil.example:" + port)).contains("Open Twokey at http://localhost:" + port);
    assertThat(raw("localhost:1")).startsWith("HTTP/1.1 421");
    assertThat(raw("localhost:" + port)).startsWith("HTTP/1.1 401");
    assertThat(raw("127.0.0.1:" + port)).startsWith("HTTP/1.1 401");
  }

  private String raw(String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture().host.port())) {
      String request =
          "GET /channels/prod HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_link_lets_in_once_and_says_so_the_second_time() {
    String link = fixture().link(TwoPeople.ANA, Use.ONCE);
    String path = link.substring(fixture().host.address().length());
    Visitor visitor = new Visitor(fixture());
    assertThat(visitor.get(path).body()).contains("Sign in as Ana");
    assertThat(visitor.get(path).statusCode()).isEqualTo(200);
    assertThat(visitor.post(path, Map.of()).statusCode()).isEqualTo(303);
    HttpResponse<String> second = visitor.post(path, Map.of());
    assertThat(second.statusCode()).isEqualTo(410);
    assertThat(second.body()).contains("used already", "Ask for a new one");
    assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(visitor.get(path).body()).contains("used already");
  }

  @Test
  void a_link_is_too_old_after_five_minutes_and_one_of_the_demo_is_not() {
    String once = path(fixture().link(TwoPeople.ANA, Use.ONCE));
    String again = path(fixture().link(TwoPeople.BEN, Use.AGAIN));
    clock.pass(Duration.ofMinutes(5).plusSeconds(1));
    Visitor visitor = new Visitor(fixture());
    assertThat(visitor.post(once, Map.of()).body()).contains("older than five minutes");
    assertThat(visitor.post(again, Map.of()).statusCode()).isEqualTo(303);
    assertThat(visitor.post(again, Map.of()).statusCode()).isEqualTo(303);
    assertThat(visitor.post("/enter/guess", Map.of()).body()).contains("not known");
  }

  private String path(String link) {
    return link.substring(fixture().host.address().length());
  }

  @Test
  void the_cookie_is_for_this_server_and_no_script() {
    String link = path(fixture().link(TwoPeople.ANA, Use.ONCE));
    String cookie =
        new Visitor(fixture()).post(link, Map.of()).headers().firstValue("Set-Cookie").orElse("");
    assertThat(cookie)
        .startsWith("twokey_" + fixture().host.port() + "=")
        .contains("HttpOnly", "SameSite=Strict", "Path=/");
  }

  @Test
  void a_session_ends_after_twelve_hours_and_when_its_person_leaves() {
    Visitor ana = ana();
    assertThat(ana.get("/channels/prod").statusCode()).isEqualTo(200);
    clock.pass(Duration.ofHours(12));
    assertThat(ana.get("/channels/prod").statusCode()).isEqualTo(401);
    assertThat(ana.get("/channels/prod").body())
        .contains("You are not signed in", "href=\"/sign-in\"");
    Visitor again = ana();
    assertThat(again.post("/sign-out", Map.of()).statusCode()).isEqualTo(303);
    assertThat(again.get("/channels/prod").statusCode()).isEqualTo(401);
  }

  @Test
  void an_open_stream_ends_with_its_session() {
    Visitor ana = ana();
    try (Stream<String> lines = ana.stream("/channels/prod/events?since=x")) {
      var reading = lines.iterator();
      assertThat(reading.next()).isEqualTo(": here");
      clock.pass(Duration.ofHours(12));
      boolean told = false;
      while (reading.hasNext()) {
        told |= reading.next().equals("event: signed-out");
      }
      assertThat(told).isTrue();
    }
  }

  @Test
  void every_page_carries_the_strict_policy_and_is_not_kept() {
    Visitor ana = ana();
    for (String path : new String[] {"/channels/prod", "/nowhere", "/static/live.js"}) {
      HttpResponse<String> answer = ana.get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              policy -> assertThat(policy).startsWith("default-src 'none'; script-src 'self'"));
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
    assertThat(ana.get("/channels/prod").headers().firstValue("Cache-Control"))
        .contains("no-store");
    assertThat(ana.get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(ana.get("/nowhere").body()).contains("/nowhere is not here");
    assertThat(ana.get("/channels/none").body()).contains("There is no channel #none");
  }
}
