package dev.twokey.connector.calendar;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.twokey.inventory.Access;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Credential;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.SecretRef;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calendars are read from a file, or from a page of a connection. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventsProbeTest {
  private final Instant start = Instant.now().plus(Duration.ofHours(1)).truncatedTo(SECONDS);
  private final Instant end = start.plus(Duration.ofDays(9));
  private final String text =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//a test//EN
      BEGIN:VEVENT
      UID:1
      DTSTAMP:20260101T000000Z
      SUMMARY:year end
      DTSTART:%s
      DTEND:%s
      END:VEVENT
      END:VCALENDAR
      """
          .formatted(time(start), time(end));
  private final Map<String, Object> read =
      Map.of("events", List.of(Map.of("summary", "year end", "start", start, "end", end)));

  @TempDir private Path folder = Path.of("");
  private Optional<HttpServer> server = Optional.empty();

  @AfterEach
  void stop() {
    server.ifPresent(s -> s.stop(0));
  }

  private static String time(Instant time) {
    return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
        .withZone(ZoneOffset.UTC)
        .format(time);
  }

  private String serves(int status, String body) throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    made.createContext(
        "/freeze.ics",
        exchange -> {
          boolean known =
              "Basic dHdva2V5OnNlc2FtZQ=="
                  .equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? status : 401, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    made.start();
    server = Optional.of(made);
    return "http://127.0.0.1:" + made.getAddress().getPort();
  }

  private static Reading read(Map<String, Object> with, String url) {
    Credential login =
        new Credential(
            Map.of("user", "twokey"),
            Map.of("password", new SecretRef(SecretRef.Source.ENVIRONMENT, "PASSWORD")));
    Connection connection =
        new Connection("calendars", "http", Map.of("url", url), Map.of(Access.READ, login));
    Environment prod =
        new Environment(
            "prod", "red", true, 1, List.of(), Map.of("calendars", connection), Map.of());
    World world =
        new World(
            () -> new Inventory(Map.of("prod", prod)),
            _ -> new Secret("sesame"),
            InstantSource.system());
    return CalendarConnector.probes(world)
        .getFirst()
        .read(
            new ProbeCall(
                CalendarConnector.EVENTS, "prod", Optional.empty(), with, Duration.ofSeconds(10)),
            new TestCancellation());
  }

  private static Reading page(String url) {
    return read(Map.of("connection", "calendars", "path", "/freeze.ics"), url);
  }

  private void observed(Reading reading) {
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Observed.class, r -> assertThat(r.values()).isEqualTo(read));
  }

  private static void unreadable(Reading reading, String why) {
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Unreadable.class, r -> assertThat(r.why().what()).contains(why));
  }

  @Test
  void a_call_without_a_place_is_not_sent() {
    unreadable(read(Map.of("path", "/freeze.ics"), ""), "neither a file nor a connection");
  }

  @Test
  void a_file_is_read_by_its_path() throws IOException {
    Path file = Files.writeString(folder.resolve("freeze.ics"), text);

    observed(read(Map.of("file", file.toString()), ""));
  }

  @Test
  void a_file_that_is_not_there_is_unreadable() {
    unreadable(read(Map.of("file", folder.resolve("no.ics").toString()), ""), "it is not there");
  }

  @Test
  void a_page_is_read_with_the_connections_read_login() throws IOException {
    observed(page(serves(200, text)));
  }

  @Test
  void a_page_that_is_no_calendar_is_unreadable() throws IOException {
    unreadable(page(serves(200, "<html>Sign in</html>")), "no iCalendar text");
  }

  @Test
  void an_answer_that_is_not_OK_is_unreadable() throws IOException {
    unreadable(page(serves(302, text)), "calendars answers 302");
  }

  @Test
  void a_page_that_is_too_long_is_unreadable() throws IOException {
    unreadable(page(serves(200, text + " ".repeat(1024 * 1024))), "larger than 1 MiB");
  }

  @Test
  void a_server_that_is_away_is_unreadable() throws IOException {
    String url = serves(200, text);
    stop();

    unreadable(page(url), "refused the connection");
  }
}
