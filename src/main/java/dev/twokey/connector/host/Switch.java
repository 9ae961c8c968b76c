package dev.twokey.connector.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twokey.inventory.Access;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Credential;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.SecretRef;
import dev.twokey.outside.Call;
import dev.twokey.outside.Http;
import dev.twokey.outside.HttpAnswer;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.problem.ErrorCode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A run-time switch as its connection (kind {@code http}) describes it: {@code url}, or one address
 * under each instance's name ({@code backend_1} for {@code backend-1}); {@code switch_NAME}, the
 * path that is posted to, with {@code {value}} in it; {@code switch_NAME_now}, a path and after
 * {@code #} a JSON pointer, where its value stands.
 */
record Switch(Call call, Connection connection, String name, String value) {
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int BYTES_MOST = 64 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  static Switch of(Call call, Entry workload) throws OutsideFailure {
    String value = call.text("value");
    if (!VALUE.matcher(value).matches()) {
      throw OutsideFailure.notAsked(
          ErrorCode.ARGUMENT_INVALID,
          "'" + value + "' can't be the value of a switch.",
          "Use 1 to 64 letters, digits, dots, dashes and underscores.");
    }
    Connection connection = call.connection(workload, "connection");
    call.mustHaveLogin(connection);
    Switch one = new Switch(call, connection, call.text("name"), value);
    call.fact(connection, one.key());
    return one;
  }

  private String key() {
    return "switch_" + name.toLowerCase(Locale.ROOT);
  }

  /** Returns the value that it has now, if the connection says where that stands. */
  Optional<String> now(String instance) throws OutsideFailure {
    Optional<String> where = connection.fact(key() + "_now");
    if (where.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = where.get().split("#", 2);
    HttpRequest.Builder request = HttpRequest.newBuilder(Http.address(base(instance), parts[0]));
    HttpAnswer answer = send(request.GET(), Access.READ);
    if (answer.status() != 200 || parts.length < 2 || !parts[1].startsWith("/")) {
      return Optional.empty();
    }
    try {
      JsonNode found = JSON.readTree(answer.body()).at(parts[1]);
      return found.isValueNode() ? Optional.of(found.asText()) : Optional.empty();
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  /** Turns it in one instance, with the change credential. */
  void turn(String instance) throws OutsideFailure {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(instance)).POST(HttpRequest.BodyPublishers.noBody());
    HttpAnswer answer = send(request, call.login());
    if (answer.status() == 401 || answer.status() == 403) {
      throw OutsideFailure.refused(
          ErrorCode.CREDENTIAL_REFUSED,
          instance + " refuses the " + call.login().word() + " token of " + connection.name() + ".",
          "Check the token that the connection names.");
    } else if (answer.status() >= 500) {
      throw OutsideFailure.failed(
          ErrorCode.ACTION_FAILED,
          instance + " answered " + answer.status() + " to the switch " + name + ".",
          "Look into its log.");
    } else if (answer.status() >= 300) {
      throw OutsideFailure.refused(
          ErrorCode.SYSTEM_REFUSED,
          instance + " answered " + answer.status() + " to " + name + " = " + value + ".",
          "Check the name and the value of the switch.");
    }
  }

  String byHand(String instance) throws OutsideFailure {
    String token =
        connection
            .credential(call.login())
            .map(Credential::secrets)
            .map(s -> s.get("token"))
            .map(Switch::shown)
            .map(shown -> " -H \"Authorization: Bearer " + shown + "\"")
            .orElse("");
    return "curl -X POST" + token + " '" + address(instance) + "'";
  }

  private static String shown(SecretRef ref) {
    return ref.source() == SecretRef.Source.FILE ? "$(cat '" + ref.name() + "')" : "$" + ref.name();
  }

  String fingerprint(Entry workload) {
    return UnitTarget.fingerprint(call, workload)
        .with("connection", connection.facts())
        .with("switch", name)
        .text();
  }

  private URI address(String instance) throws OutsideFailure {
    return Http.address(base(instance), call.fact(connection, key()).replace("{value}", value));
  }

  private String base(String instance) throws OutsideFailure {
    Optional<String> own = connection.fact(instance.replace('-', '_'));
    return own.isPresent() ? own.get() : call.fact(connection, "url");
  }

  /** Sends with the token of that access, where the connection has one. */
  private HttpAnswer send(HttpRequest.Builder request, Access access) throws OutsideFailure {
    Optional<Credential> credential = connection.credential(access);
    if (credential.isPresent() && credential.get().secrets().containsKey("token")) {
      request.header(
          "Authorization", "Bearer " + call.secret(connection, access, "token").reveal());
    }
    return Http.send(request, call.limit(), BYTES_MOST);
  }
}
