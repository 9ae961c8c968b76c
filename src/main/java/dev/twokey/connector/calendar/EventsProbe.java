package dev.twokey.connector.calendar;

import dev.twokey.inventory.Access;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Credential;
import dev.twokey.outside.Call;
import dev.twokey.outside.HostFile;
import dev.twokey.outside.Http;
import dev.twokey.outside.HttpAnswer;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import dev.twokey.problem.ErrorCode;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of a calendar that hold now or begin soon. A calendar that is not understood wholly
 * can't be read: what stands in the part that was not understood could be a freeze.
 */
final class EventsProbe extends OutsideProbe {
  /** How far it looks ahead. */
  static final Duration AHEAD = Duration.ofDays(35);

  private static final int BYTES_MOST = 1024 * 1024;
  private static final int OK = 200;
  private static final String FILE = "file";
  private static final String CONNECTION = "connection";
  private static final String PATH = "path";

  EventsProbe(World world) {
    super(
        world,
        new ProbeKind(
            CalendarConnector.EVENTS,
            List.of(
                Argument.optional(FILE, ArgumentType.TEXT, "the whole path of an iCalendar file"),
                Argument.optional(CONNECTION, ArgumentType.TEXT, "a connection with a 'url'"),
                Argument.optional(PATH, ArgumentType.PATH, "the page of the connection")),
            ReadingShape.of(CalendarConnector.EVENTS)
                .list("events", ReadingShape.of("event").text("summary").time("start", "end"))
                .done(),
            false,
            "The events of a calendar that hold now or begin in the next 35 days; for guards, no"
                + " runbook can name it."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    String text =
        call.with().containsKey(FILE)
            ? new String(
                HostFile.read(
                    call.text(FILE),
                    "The calendar",
                    BYTES_MOST,
                    "Check the path in policy.yaml, and that Twokey may read it.",
                    call.limit()),
                StandardCharsets.UTF_8)
            : page(call);
    List<Map<String, Object>> events = new ArrayList<>();
    for (Occurrence found : CalendarText.read(text, call.now(), call.now().plus(AHEAD))) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("summary", found.summary());
      values.put("start", found.start());
      values.put("end", found.end());
      events.add(values);
    }
    return Map.of("events", events);
  }

  private static String page(Call call) throws OutsideFailure {
    if (!call.with().keySet().containsAll(List.of(CONNECTION, PATH))) {
      throw OutsideFailure.notAsked(
          ErrorCode.ARGUMENT_MISSING,
          "The calendar has neither a file nor a connection with a path.",
          "Write ical: {file: PATH} or ical: {connection: NAME, path: /…} in policy.yaml.");
    }
    String name = call.text(CONNECTION);
    Connection connection =
        call.environment()
            .connection(name)
            .orElseThrow(() ->
                OutsideFailure.notAsked(
                    ErrorCode.CONNECTION_UNKNOWN,
                    call.environment().name() + " has no connection '" + name + "'.",
                    "Add it to inventory/" + call.environment().name() + ".yaml."));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Http.address(call.fact(connection, "url"), call.text(PATH))).GET();
    login(call, connection).ifPresent(value -> request.header("Authorization", value));
    HttpAnswer answer = Http.send(request, call.limit(), BYTES_MOST);
    if (answer.status() != OK || answer.truncated()) {
      throw OutsideFailure.failed(
          ErrorCode.PROBE_FAILED,
          answer.truncated()
              ? "The calendar of " + name + " is larger than 1 MiB."
              : name + " answers " + answer.status() + " instead of a calendar.",
          "Look at the connection's url, its read login and the path in policy.yaml.");
    }
    return answer.body();
  }

  private static Optional<String> login(Call call, Connection connection) throws OutsideFailure {
    Optional<Credential> read = connection.credential(Access.READ);
    if (read.isEmpty()) {
      return Optional.empty();
    } else if (read.get().secrets().containsKey("token")) {
      return Optional.of("Bearer " + call.secret(connection, Access.READ, "token").reveal());
    }
    return Optional.of(
        Http.basic(
            call.user(connection, Access.READ),
            call.secret(connection, Access.READ, "password").reveal()));
  }
}
