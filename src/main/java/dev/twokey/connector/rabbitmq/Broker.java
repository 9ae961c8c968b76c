package dev.twokey.connector.rabbitmq;

import static java.util.Objects.requireNonNull;

import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.problem.ErrorCode;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A broker as the inventory describes it.
 *
 * @param service the entry of the broker
 * @param connection of the kind {@code rabbitmq}
 */
record Broker(Entry service, Connection connection) {
  static final String KIND = "rabbitmq";
  private static final int AMQP_PORT = 5672;

  Broker {
    requireNonNull(service, "service");
    requireNonNull(connection, "connection");
  }

  /** Returns the broker that the argument {@code service} names. */
  static Broker ofService(Call call) throws OutsideFailure {
    return of(call, call.entry("service"));
  }

  /** Returns the broker of the queue that the argument {@code queue} names. */
  static Broker ofQueue(Call call) throws OutsideFailure {
    Optional<String> named = call.entry("queue").text("service");
    if (named.isPresent()) {
      return of(call, call.entry(EntryKind.SERVICE, named.get()));
    }
    List<Entry> brokers =
        call.environment().entries(EntryKind.SERVICE).stream()
            .filter(e -> isBroker(call, e))
            .toList();
    if (brokers.size() != 1) {
      throw OutsideFailure.notAsked(
          ErrorCode.CONFIG_INVALID,
          call.environment().name()
              + " has "
              + brokers.size()
              + " RabbitMQ services, so the broker of queue "
              + call.text("queue")
              + " can't be told.",
          "Add 'service: NAME' to the queue in the inventory.");
    }
    return of(call, brokers.getFirst());
  }

  private static boolean isBroker(Call call, Entry entry) {
    return entry
        .text("connection")
        .flatMap(name -> call.environment().connection(name))
        .filter(c -> c.kind().equals(KIND))
        .isPresent();
  }

  private static Broker of(Call call, Entry service) throws OutsideFailure {
    Connection connection = call.connection(service, "connection");
    if (!connection.kind().equals(KIND)) {
      throw OutsideFailure.notAsked(
          ErrorCode.CONFIG_INVALID,
          service.name() + " is reached by a connection of kind " + connection.kind() + ".",
          "Name a service that is a RabbitMQ broker.");
    }
    return new Broker(service, connection);
  }

  /** Returns the virtual host of the AMQP address, {@code /} where it names none. */
  String vhost(Call call) throws OutsideFailure {
    String path = Optional.ofNullable(amqp(call).getRawPath()).orElse("");
    return path.length() < 2 ? "/" : URLDecoder.decode(path.substring(1), StandardCharsets.UTF_8);
  }

  String host(Call call) throws OutsideFailure {
    return requireNonNull(amqp(call).getHost());
  }

  int port(Call call) throws OutsideFailure {
    int port = amqp(call).getPort();
    return port < 0 ? AMQP_PORT : port;
  }

  private URI amqp(Call call) throws OutsideFailure {
    String text = call.fact(connection, "amqp");
    try {
      URI address = URI.create(text);
      if ("amqp".equals(address.getScheme())
          && address.getHost() != null
          && address.getUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw OutsideFailure.notAsked(
        ErrorCode.CONFIG_INVALID,
        "'" + text + "' in connection " + connection.name() + " is no AMQP address.",
        "Write amqp://HOST:PORT/VHOST, with the login in its own keys.");
  }

  /** Returns the path of a queue in the management API. */
  static String queuePath(String vhost, String queue) {
    return "/api/queues/" + encode(vhost) + "/" + encode(queue);
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
