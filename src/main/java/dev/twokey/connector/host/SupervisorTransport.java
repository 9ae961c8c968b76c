package dev.twokey.connector.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.inventory.Access;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.SecretRef;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.problem.ErrorCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Units behind a supervisor's socket: a connection of the kind {@code supervisor}. */
final class SupervisorTransport implements HostTransport {
  static final String KIND = "supervisor";

  private static final long WAIT_SECONDS_MOST = 90;
  private static final long ATTEMPT_SECONDS_MOST = 30;

  private final Call call;
  private final Connection connection;
  private final String socket;

  private SupervisorTransport(Call call, Connection connection, String socket) {
    this.call = call;
    this.connection = connection;
    this.socket = socket;
  }

  static SupervisorTransport of(Call call, Connection connection) throws OutsideFailure {
    return new SupervisorTransport(call, connection, call.fact(connection, "socket"));
  }

  @Override
  public UnitStatus status(String unit) throws OutsideFailure {
    return unit(send(Access.READ, SupervisorClient.request("status").put("unit", unit)));
  }

  @Override
  public UnitStatus change(UnitChange change, String unit, Duration ready) throws OutsideFailure {
    ObjectNode request = SupervisorClient.request(change.word()).put("unit", unit);
    if (!ready.isZero()) {
      request.put("wait_seconds", Math.clamp(ready.toSeconds(), 1, WAIT_SECONDS_MOST));
    }
    return unit(send(call.login(), request));
  }

  @Override
  public List<String> log(String unit, String contains, int lines) throws OutsideFailure {
    ObjectNode request = SupervisorClient.request("logs").put("unit", unit).put("lines", lines);
    if (!contains.isEmpty()) {
      request.put("contains", contains);
    }
    List<String> found = new ArrayList<>();
    send(Access.READ, request).path("lines").forEach(line -> found.add(line.asText()));
    return found;
  }

  @Override
  public Space space(String path) throws OutsideFailure {
    JsonNode answer = send(Access.READ, SupervisorClient.request("disk").put("path", path));
    JsonNode total = answer.path("total_bytes");
    JsonNode free = answer.path("free_bytes");
    if (!total.canConvertToLong() || !free.canConvertToLong()) {
      throw malformed("disk");
    }
    return new Space(total.asLong(), free.asLong());
  }

  @Override
  public Optional<Timer> timer(String id) throws OutsideFailure {
    try {
      ObjectNode request = SupervisorClient.request("timer.read").put("id", id);
      return Optional.of(timer(send(Access.READ, request)));
    } catch (OutsideFailure failure) {
      if (failure.why().code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  @Override
  public Timer arm(String id, Duration after, UnitChange change, String unit)
      throws OutsideFailure {
    return timer(send(call.login(), arming(id, after, change, unit)));
  }

  private static ObjectNode arming(String id, Duration after, UnitChange change, String unit) {
    ObjectNode request =
        SupervisorClient.request("timer.arm")
            .put("id", id)
            .put("after_seconds", Math.max(1, after.toSeconds()));
    request.putObject("action").put("op", change.word()).put("unit", unit);
    return request;
  }

  @Override
  public boolean disarm(String id) throws OutsideFailure {
    try {
      ObjectNode request = SupervisorClient.request("timer.disarm").put("id", id);
      return send(call.login(), request).path("removed").asBoolean(true);
    } catch (OutsideFailure failure) {
      if (failure.why().code() == ErrorCode.NOT_FOUND) {
        return false;
      }
      throw failure;
    }
  }

  @Override
  public Map<String, Object> attempt(String unit, String probe, Map<String, String> with)
      throws OutsideFailure {
    // a second less than this call has, so that the attempt's own time-out comes back as an answer
    long seconds = Math.clamp(call.limit().left().toSeconds() - 1, 1, ATTEMPT_SECONDS_MOST);
    ObjectNode request =
        SupervisorClient.request("ask")
            .put("from", unit)
            .put("probe", probe)
            .put("timeout_seconds", seconds);
    with.forEach(request::put);
    Map<String, Object> fields = new LinkedHashMap<>();
    send(Access.READ, request).properties().forEach(e -> put(e.getKey(), e.getValue(), fields));
    return fields;
  }

  private static void put(String name, JsonNode value, Map<String, Object> fields) {
    if (value.isTextual()) {
      fields.put(name, value.asText());
    } else if (value.isBoolean()) {
      fields.put(name, value.asBoolean());
    } else if (value.canConvertToLong() && value.isIntegralNumber()) {
      fields.put(name, value.asLong());
    } else if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(item -> texts.add(item.asText()));
      fields.put(name, texts);
    }
  }

  @Override
  public String byHand(UnitChange change, String unit) {
    return byHand(SupervisorClient.request(change.word()).put("unit", unit));
  }

  @Override
  public String armByHand(String id, Duration after, UnitChange change, String unit) {
    return byHand(arming(id, after, change, unit));
  }

  @Override
  public String disarmByHand(String id) {
    return byHand(SupervisorClient.request("timer.disarm").put("id", id));
  }

  /** Returns a line for a shell that sends a request; the token is read when it is run. */
  private String byHand(ObjectNode request) {
    SecretRef token =
        connection
            .credential(call.login())
            .map(c -> c.secrets().get("token"))
            .orElse(new SecretRef(SecretRef.Source.FILE, "change.token"));
    String shown =
        token.source() == SecretRef.Source.FILE
            ? "$(cat '" + token.name() + "')"
            : "$" + token.name();
    // printf takes a backslash and % for signs of its own, the shell a quote
    String line = request.toString().replace("\\", "\\\\").replace("%", "%%").replace("'", "'\\''");
    // the word token does not stand before a colon, where it would look like a secret's name
    String withToken = line.substring(0, line.length() - 1) + ",\"%s\":\"%s\"}\\n";
    return "printf '" + withToken + "' token \"" + shown + "\" | nc -U '" + socket + "'";
  }

  @Override
  public Map<String, String> definition() {
    return connection.facts();
  }

  private JsonNode send(Access access, ObjectNode request) throws OutsideFailure {
    request.put("token", call.secret(connection, access, "token").reveal());
    return new SupervisorClient(socket, call.limit()).send(request);
  }

  private static UnitStatus unit(JsonNode answer) throws OutsideFailure {
    String unit = answer.path("unit").asText("");
    String state = answer.path("state").asText("");
    if (unit.isEmpty() || state.isEmpty()) {
      throw malformed("status");
    }
    return new UnitStatus(
        unit,
        state,
        answer.path("ready").asBoolean(false),
        time(answer, "since"),
        time(answer, "started_at"),
        number(answer, "pid"),
        number(answer, "exit_code"),
        text(answer, "host"),
        text(answer, "definition"));
  }

  private static Timer timer(JsonNode answer) throws OutsideFailure {
    JsonNode timer = answer.path("timer");
    JsonNode action = timer.path("action");
    Instant at = time(timer, "at").orElseThrow(() -> malformed("timer"));
    return new Timer(
        timer.path("id").asText(),
        timer.path("state").asText(),
        at,
        action.path("op").asText() + " " + action.path("unit").asText());
  }

  private static Optional<Instant> time(JsonNode from, String field) {
    try {
      return text(from, field).map(Instant::parse);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode from, String field) {
    return Optional.of(from.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static OptionalLong number(JsonNode from, String field) {
    JsonNode value = from.path(field);
    return value.isIntegralNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
  }

  private static OutsideFailure malformed(String op) {
    return OutsideFailure.failed(
        ErrorCode.PROBE_FAILED,
        "The supervisor's answer to " + op + " lacks what it must hold.",
        "Check that supervisor and Twokey are of the same version.");
  }
}
