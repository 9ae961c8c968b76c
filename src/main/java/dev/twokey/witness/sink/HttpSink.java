package dev.twokey.witness.sink;

import dev.twokey.inventory.Access;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Credential;
import dev.twokey.inventory.SecretRef;
import dev.twokey.inventory.Secrets.SecretMissingException;
import dev.twokey.outside.Http;
import dev.twokey.outside.HttpAnswer;
import dev.twokey.outside.Limit;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.World;
import dev.twokey.problem.Problem;
import dev.twokey.witness.Sink;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A system of the inventory that takes each line by POST to the {@code url} of its connection, with
 * the {@code change} login: a token, or user and password. It never gives heads back.
 */
public final class HttpSink implements Sink {
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final int ANSWER_BYTES = 1024;

  private final World world;
  private final String environment;
  private final String connection;

  public HttpSink(World world, String environment, String connection) {
    this.world = world;
    this.environment = environment;
    this.connection = connection;
  }

  @Override
  public String name() {
    return "http " + environment + "/" + connection;
  }

  @Override
  public Optional<Problem> write(String line) {
    Instant now = world.clock().instant();
    Optional<Connection> found =
        world.inventory().get().environment(environment).flatMap(e -> e.connection(connection));
    if (found.isEmpty()) {
      return Tail.failed(name(), "the inventory in force has no such connection");
    }
    Optional<String> url = found.get().fact("url");
    if (url.isEmpty()) {
      return Tail.failed(name(), "the connection has no 'url'");
    }
    try (Limit limit = Limit.start(WITHIN, new Uncancelled(now.plus(WITHIN)), now)) {
      URI address = URI.create(url.get());
      String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
      String path = address.getRawPath() + query;
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  Http.address(
                      address.getScheme() + "://" + address.getRawAuthority(),
                      path.startsWith("/") ? path : "/" + path))
              .header("Content-Type", "text/plain; charset=utf-8")
              .POST(HttpRequest.BodyPublishers.ofString(line + "\n"));
      login(found.get()).ifPresent(value -> request.header("Authorization", value));
      HttpAnswer answer = Http.send(request, limit, ANSWER_BYTES);
      return answer.status() / 100 == 2
          ? Optional.empty()
          : Tail.failed(name(), "it answered " + answer.status());
    } catch (OutsideFailure | SecretMissingException | IllegalArgumentException e) {
      return Tail.failed(name(), String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> login(Connection to) {
    return to.credential(Access.CHANGE).flatMap(this::login);
  }

  private Optional<String> login(Credential credential) {
    SecretRef token = credential.secrets().get("token");
    SecretRef password = credential.secrets().get("password");
    String user = credential.facts().get("user");
    if (token != null) {
      return Optional.of("Bearer " + world.secrets().resolve(token).reveal());
    }
    return user == null || password == null
        ? Optional.empty()
        : Optional.of(Http.basic(user, world.secrets().resolve(password).reveal()));
  }

  @Override
  public Newest newest() {
    return new Newest.NotKept();
  }
}
