package dev.twokey.connector.rabbitmq;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twokey.inventory.Access;
import dev.twokey.inventory.Connection;
import dev.twokey.outside.Call;
import dev.twokey.outside.Http;
import dev.twokey.outside.HttpAnswer;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.problem.ErrorCode;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * The broker's management API. It stays reachable under an alarm and while AMQP is cut off, and can
 * be down while AMQP works.
 */
final class Management {
  private static final int BYTES_MOST = 4 * 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Management() {}

  /** Gets a document with the read login. Anything but 200 is a failure. */
  static JsonNode get(Call call, Connection connection, String path) throws OutsideFailure {
    HttpAnswer answer = send(call, connection, Access.READ, "GET", path);
    if (answer.status() != 200) {
      throw failure(call, connection, Access.READ, answer, path);
    }
    if (answer.truncated()) {
      throw OutsideFailure.failed(
          ErrorCode.LIMIT_EXCEEDED,
          "The answer to " + path + " is over " + BYTES_MOST / (1024 * 1024) + " MB.",
          "Ask for less.");
    }
    return tree(answer)
        .orElseThrow(() ->
            OutsideFailure.failed(
                ErrorCode.PROBE_FAILED,
                "The answer to " + path + " is no JSON.",
                "Check that 'management' leads to RabbitMQ."));
  }

  /** Sends a request and returns the answer, whatever its status. */
  static HttpAnswer send(
      Call call, Connection connection, Access access, String method, String path)
      throws OutsideFailure {
    String user = call.user(connection, access);
    String password = call.secret(connection, access, "password").reveal();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Http.address(call.fact(connection, "management"), path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept", "application/json, */*;q=0.5") // a refused purge has no JSON
            .header("Authorization", Http.basic(user, password));
    return Http.send(request, call.limit(), BYTES_MOST);
  }

  /** Returns what an answer that is no success means. */
  static OutsideFailure failure(
      Call call, Connection connection, Access access, HttpAnswer answer, String path)
      throws OutsideFailure {
    String reason = reason(answer);
    return switch (answer.status()) {
      case 401, 403 ->
          OutsideFailure.refused(
              ErrorCode.CREDENTIAL_REFUSED,
              "RabbitMQ refuses " + call.user(connection, access) + ": " + reason + ".",
              "Check the user's password, tags and permissions.");
      case 400 ->
          OutsideFailure.refused(
              speaksOfAccess(answer) ? ErrorCode.CREDENTIAL_REFUSED : ErrorCode.SYSTEM_REFUSED,
              "RabbitMQ refuses " + path + ": " + reason + ".",
              "Check the permissions of " + call.user(connection, access) + ".");
      case 404 ->
          OutsideFailure.refused(
              ErrorCode.NOT_FOUND,
              "RabbitMQ has no " + path + ".",
              "Check the name and the virtual host in the inventory.");
      default ->
          OutsideFailure.failed(
              ErrorCode.PROBE_FAILED,
              "RabbitMQ answers " + answer.status() + " to " + path + ": " + reason + ".",
              "Look into the broker's log.");
    };
  }

  /** RabbitMQ answers some operations that a user may not do with 400 and a channel's error. */
  private static boolean speaksOfAccess(HttpAnswer answer) {
    return answer.body().toLowerCase(Locale.ROOT).contains("access");
  }

  /** Returns the reason that RabbitMQ gives in an error, or the status. */
  static String reason(HttpAnswer answer) {
    return tree(answer)
        .map(t -> t.path("reason"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .orElse("status " + answer.status());
  }

  /** Returns the body as JSON. */
  static Optional<JsonNode> tree(HttpAnswer answer) {
    try {
      return Optional.ofNullable(JSON.readTree(answer.body()));
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }
}
