package dev.twokey.connector.net;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.outside.Addresses;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.Place;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Whether a TCP connection to a service is taken. A hung process still takes it. */
final class ConnectProbe extends OutsideProbe {
  ConnectProbe(World world, Place place) {
    super(
        world,
        new ProbeKind(
            "tcp.connect",
            List.of(Argument.required("service", ArgumentType.SERVICE, "the service")),
            ReadingShape.of("tcp.connect")
                .flag("answered")
                .text("detail")
                .whole("milliseconds")
                .done(),
            true,
            "Whether a TCP connection to a service is taken. A hung process still takes it."),
        place);
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    Endpoint endpoint = Endpoint.of(call);
    long began = System.nanoTime();
    InetSocketAddress address =
        new InetSocketAddress(
            Addresses.of(endpoint.host(), call.limit()).getFirst(), endpoint.port());
    String what = endpoint.host() + ":" + endpoint.port();
    try (Socket socket = new Socket()) {
      call.limit().ends(() -> close(socket));
      socket.connect(address, Math.toIntExact(call.limit().left().toMillis() + 1));
      long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
      return Map.of("answered", true, "detail", what + " accepts", "milliseconds", millis);
    } catch (ConnectException _) {
      throw OutsideFailure.unreached(
          what + " refused the connection.", "Look whether the process runs.");
    } catch (IOException e) {
      if (call.limit().over() || e instanceof java.net.SocketTimeoutException) {
        throw call.limit().failure(Stage.UNREACHED, "No connection to " + what);
      }
      throw OutsideFailure.unreached(
          "No connection to " + what + " (" + e.getMessage() + ").", "Look at the network.");
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it is closed either way
    }
  }
}
