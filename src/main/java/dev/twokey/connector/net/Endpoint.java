package dev.twokey.connector.net;

import dev.twokey.inventory.Connection;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.problem.ErrorCode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a service is: the host and port of its connection's {@code url}, {@code amqp} or {@code
 * address}.
 */
record Endpoint(String host, int port) {
  private static final List<String> FACTS = List.of("url", "amqp", "address");
  private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443, "amqp", 5672);

  static Endpoint of(Call call) throws OutsideFailure {
    Connection connection = call.connection(call.entry("service"), "connection");
    Optional<String> address =
        FACTS.stream().map(connection::fact).flatMap(Optional::stream).findFirst();
    if (address.isEmpty()) {
      throw OutsideFailure.notAsked(
          ErrorCode.CONFIG_INVALID,
          "The connection " + connection.name() + " has no address.",
          "Give it one of: " + String.join(", ", FACTS) + ".");
    }
    return parse(address.get(), connection);
  }

  private static Endpoint parse(String text, Connection connection) throws OutsideFailure {
    try {
      URI address = URI.create(text.contains("://") ? text : "tcp://" + text);
      int port =
          address.getPort() < 0 ? PORTS.getOrDefault(address.getScheme(), -1) : address.getPort();
      if (address.getHost() != null && port > 0 && port < 65_536) {
        return new Endpoint(address.getHost(), port);
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw OutsideFailure.notAsked(
        ErrorCode.CONFIG_INVALID,
        "'" + text + "' in connection " + connection.name() + " is no address.",
        "Write SCHEME://HOST:PORT or HOST:PORT.");
  }
}
