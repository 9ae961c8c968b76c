package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes an attempt in the place of a unit: with its names, its relay, and its login. */
final class Ask {
  /** A relay that meets a refusal shows it a moment after it took the connection. */
  private static final int STAYS_OPEN_MILLIS = 150;

  private final Units units;
  private final Fingerprint fingerprint;

  Ask(Units units, Path directory) {
    this.units = units;
    this.fingerprint = new Fingerprint(directory.resolve("fingerprint.key"));
  }

  ObjectNode answer(Request request) {
    Place place = Place.of(units.get(request.text("from")));
    int millis = (int) TimeUnit.SECONDS.toMillis(request.number("timeout_seconds", 5, 1, 30));
    long start = System.nanoTime();
    ObjectNode answer =
        switch (request.text("probe")) {
          case "tcp.connect" -> connect(place, millis);
          case "amqp.handshake" -> handshake(place, millis);
          case "http.get" -> get(place, request, millis);
          case "dns.resolve" -> resolve(place, request.optionalText("name"));
          default ->
              throw Request.invalid(
                  "probe", "one of tcp.connect, amqp.handshake, http.get, dns.resolve");
        };
    answer.put("from", place.unit());
    answer.put("duration_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    return answer;
  }

  private static ObjectNode connect(Place place, int millis) {
    ObjectNode answer = Json.object();
    answer.put("host", place.brokerHost());
    answer.put("port", place.brokerPort());
    try (Socket socket = open(place, millis)) {
      socket.setSoTimeout(Math.min(STAYS_OPEN_MILLIS, millis));
      boolean open = staysOpen(socket);
      answer.put("answered", open);
      answer.put("detail", open ? "connected" : "connected, and closed at once by the other side");
    } catch (IOException e) {
      answer.put("answered", false);
      answer.put("detail", detail(e, millis));
    }
    return answer;
  }

  /** The broker says nothing before it is spoken to, so silence is good. */
  private static boolean staysOpen(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private ObjectNode handshake(Place place, int millis) {
    String password = place.variable("AMQP_PASSWORD");
    ObjectNode answer = Json.object();
    answer.put("user", place.variable("AMQP_USER"));
    answer.put("host", place.brokerHost());
    answer.put("port", place.brokerPort());
    answer.put("password_fingerprint", fingerprint.of(password));
    AmqpHandshake.Result result;
    try (Socket socket = open(place, millis)) {
      socket.setSoTimeout(millis);
      result =
          new AmqpHandshake(socket, place.variable("AMQP_USER"), password)
              .run(TimeUnit.MILLISECONDS.toNanos(millis));
    } catch (IOException e) {
      result = AmqpHandshake.Result.silent(detail(e, millis));
    }
    answer.put("answered", result.answered());
    answer.put("started", result.started());
    answer.put("authenticated", result.authenticated());
    answer.put("answer", result.answer());
    answer.put("detail", result.detail());
    return answer;
  }

  private ObjectNode get(Place place, Request request, int millis) {
    String to = request.optionalText("to").orElse(place.unit());
    int port = units.get(to).definition().readiness().port();
    if (units.get(to).definition().readiness().kind() != UnitDefinition.Readiness.Kind.HTTP) {
      throw Request.invalid("to", "a unit that speaks HTTP");
    }
    String path = request.text("path");
    if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw Request.invalid("path", "a path that begins with / and has no blanks");
    }
    return HttpAttempt.get(port, path, millis);
  }

  private static ObjectNode resolve(Place place, Optional<String> asked) {
    String name = asked.orElseGet(place::brokerHost);
    ObjectNode answer = Json.object();
    answer.put("name", name);
    try {
      List<InetAddress> addresses = place.resolve(name);
      answer.put("answered", !addresses.isEmpty());
      ArrayNode list = answer.putArray("addresses");
      addresses.forEach(address -> list.add(address.getHostAddress()));
      answer.put("detail", addresses.isEmpty() ? name + " does not resolve" : "resolved");
    } catch (IOException e) {
      answer.put("answered", false);
      answer.put("detail", String.valueOf(e.getMessage()));
    }
    return answer;
  }

  private static Socket open(Place place, int millis) throws IOException {
    List<InetAddress> addresses = place.resolve(place.brokerHost());
    if (addresses.isEmpty()) {
      throw new IOException(place.brokerHost() + " does not resolve");
    }
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(addresses.getFirst(), place.brokerPort()), millis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  static String detail(IOException e, int millis) {
    if (e instanceof SocketTimeoutException) {
      return "no connection in " + millis / 1000 + " s";
    }
    if (e instanceof ConnectException) {
      return "connection refused";
    }
    return e instanceof SocketException
        ? "reset by the other side"
        : String.valueOf(e.getMessage());
  }
}
