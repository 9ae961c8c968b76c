package dev.twokey.connector.net;

import dev.twokey.inventory.Access;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Credential;
import dev.twokey.outside.Call;
import dev.twokey.outside.Http;
import dev.twokey.outside.HttpAnswer;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.Place;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Gets a page of a service. Redirects are followed on the same host and port only. */
final class GetProbe extends OutsideProbe {
  private static final int BODY_BYTES_MOST = 64 * 1024;
  private static final int REDIRECTS_MOST = 3;

  GetProbe(World world, Place place) {
    super(
        world,
        new ProbeKind(
            "http.get",
            List.of(
                Argument.required("service", ArgumentType.SERVICE, "the service"),
                Argument.required("path", ArgumentType.PATH, "the path, which begins with /")),
            ReadingShape.of("http.get")
                .flag("answered")
                .whole("status", "milliseconds")
                .text("body", "detail")
                .done(),
            true,
            "Gets a page of a service: its status and the first 64 KB of its body. Redirects are"
                + " followed on the same host and port only. status and body are left out where"
                + " nothing answered."),
        place);
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    Connection connection = call.connection(call.entry("service"), "connection");
    String path = call.text("path");
    URI address = Http.address(call.fact(connection, "url"), path);
    long began = System.nanoTime();
    HttpAnswer answer = get(call, connection, address);
    for (int i = 0; i < REDIRECTS_MOST; i++) {
      Optional<URI> next = sameHost(address, answer);
      if (next.isEmpty()) {
        break;
      }
      address = next.get();
      answer = get(call, connection, address);
    }
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    return Map.of(
        "answered",
        true,
        "status",
        (long) answer.status(),
        "milliseconds",
        millis,
        "body",
        answer.body(),
        "detail",
        address + " answers " + answer.status());
  }

  private static HttpAnswer get(Call call, Connection connection, URI address)
      throws OutsideFailure {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).GET();
    Optional<Credential> read = connection.credential(Access.READ);
    if (read.isPresent() && read.get().secrets().containsKey("token")) {
      request.header(
          "Authorization", "Bearer " + call.secret(connection, Access.READ, "token").reveal());
    }
    return Http.send(request, call.limit(), BODY_BYTES_MOST);
  }

  private static Optional<URI> sameHost(URI from, HttpAnswer answer) {
    if (answer.status() < 300 || answer.status() > 399 || answer.location().isEmpty()) {
      return Optional.empty();
    }
    try {
      URI to = from.resolve(answer.location().get());
      boolean same =
          Objects.equals(to.getScheme(), from.getScheme())
              && Objects.equals(to.getAuthority(), from.getAuthority());
      return same ? Optional.of(to) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
