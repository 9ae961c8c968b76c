package dev.twokey.connector.pager;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.inventory.Access;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.SecretRef;
import dev.twokey.inventory.Secrets.SecretMissingException;
import dev.twokey.outside.Http;
import dev.twokey.outside.HttpAnswer;
import dev.twokey.outside.Limit;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.World;
import dev.twokey.probe.Cancellation;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Posts to the webhook of a pager: a connection of the kind {@code webhook} with {@code url}, if
 * need be {@code path}, and under {@code change} a {@code token} for its header or a {@code
 * routing_key} for its body. The body is an event as PagerDuty's Events API v2 takes it, which
 * other pagers take as any JSON. It is told once a call: whoever tries again gives the same id.
 */
public final class PagerWebhook {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BODY_BYTES_MOST = 2_048;
  private static final int ANSWER_MAX = 200;
  private static final int GOOD_FROM = 200;
  private static final int GOOD_TO = 299;

  private final World world;

  /** Makes one that finds its connections in the inventory. */
  public PagerWebhook(World world) {
    this.world = world;
  }

  /**
   * Wakes somebody. Blocks until the pager answered.
   *
   * @param environment whose connection is taken first; else that of another one
   * @return why the pager did not take it; empty if it did
   */
  public Optional<Problem> call(
      String environment, String connection, Page page, Cancellation cancellation) {
    Instant now = world.clock().instant();
    Duration left = Duration.between(now, cancellation.deadline());
    try (Limit limit = Limit.start(left, cancellation, now)) {
      return judge(send(find(environment, connection), page, limit), connection);
    } catch (OutsideFailure failure) {
      return Optional.of(failure.why());
    }
  }

  private Connection find(String environment, String name) throws OutsideFailure {
    Stream<Environment> first = world.inventory().get().environment(environment).stream();
    return Stream.concat(first, world.inventory().get().environments().values().stream())
        .flatMap(e -> e.connection(name).stream())
        .findFirst()
        .orElseThrow(() ->
            OutsideFailure.notAsked(
                ErrorCode.CONNECTION_UNKNOWN,
                "There is no connection '" + name + "' for the pager.",
                "Add it to the inventory, or mend escalation.pager_connection in policy.yaml."));
  }

  private HttpAnswer send(Connection connection, Page page, Limit limit) throws OutsideFailure {
    String url =
        connection
            .fact("url")
            .orElseThrow(() ->
                OutsideFailure.notAsked(
                    ErrorCode.CONFIG_INVALID,
                    "The connection " + connection.name() + " has no 'url'.",
                    "Add it in the inventory."));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Http.address(url, connection.fact("path").orElse("/")))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body(connection, page)));
    Optional<String> token = secret(connection, "token");
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
    return Http.send(request, limit, BODY_BYTES_MOST);
  }

  private String body(Connection connection, Page page) throws OutsideFailure {
    ObjectNode body = JSON.createObjectNode();
    secret(connection, "routing_key").ifPresent(key -> body.put("routing_key", key));
    body.put("event_action", "trigger").put("dedup_key", page.id());
    ObjectNode payload = body.putObject("payload");
    payload.put("summary", page.summary()).put("source", "twokey").put("severity", "critical");
    ObjectNode details = payload.putObject("custom_details");
    new TreeMap<>(page.details()).forEach(details::put);
    if (!page.link().isEmpty()) {
      body.putArray("links").addObject().put("href", page.link()).put("text", "Twokey");
    }
    return body.toString();
  }

  private Optional<String> secret(Connection connection, String name) throws OutsideFailure {
    SecretRef ref =
        connection.credential(Access.CHANGE).map(c -> c.secrets().get(name)).orElse(null);
    if (ref == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(world.secrets().resolve(ref).reveal());
    } catch (SecretMissingException e) {
      throw OutsideFailure.notAsked(
          ErrorCode.CREDENTIAL_REFUSED, String.valueOf(e.getMessage()), e.advice());
    }
  }

  private static Optional<Problem> judge(HttpAnswer answer, String connection) {
    if (answer.status() >= GOOD_FROM && answer.status() <= GOOD_TO) {
      return Optional.empty();
    }
    String says = answer.body().strip();
    String cut = says.length() > ANSWER_MAX ? says.substring(0, ANSWER_MAX) + " …" : says;
    return Optional.of(
        new Problem(
            ErrorCode.SYSTEM_REFUSED,
            "The pager answered "
                + answer.status()
                + (cut.isEmpty() ? "." : ": " + cut + (cut.endsWith(".") ? "" : ".")),
            "Look at the connection " + connection + ", and call somebody yourself."));
  }
}
