package dev.twokey.connector;

import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.LongStringHelper;
import com.rabbitmq.client.impl.Method;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The first steps of an AMQP server, which ends as it was told. */
final class FakeAmqp implements Closeable {
  /** How far a client comes. */
  enum Ends {
    /** The protocol header is rejected: the server names its own and closes. */
    HEADER_REJECTED,
    /** The connection is closed at once. */
    CLOSED_AT_ONCE,
    /** The login is refused. */
    LOGIN_REFUSED,
    /** The virtual host may not be entered. */
    VHOST_REFUSED,
    /** All goes well. */
    WELL
  }

  private final ServerSocket server;
  private final Ends ends;

  FakeAmqp(Ends ends) throws IOException {
    this.ends = ends;
    this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("fake amqp").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().name("fake amqp connection").start(() -> serve(socket));
      }
    } catch (IOException _) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      if (ends == Ends.CLOSED_AT_ONCE) {
        return;
      }
      in.readNBytes(8);
      if (ends == Ends.HEADER_REJECTED) {
        out.write(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
        out.flush();
        return;
      }
      shake(in, out);
    } catch (IOException _) {
      // the client went away
    }
  }

  private void shake(DataInputStream in, DataOutputStream out) throws IOException {
    Map<String, Object> server =
        Map.of(
            "product", text("RabbitMQ"),
            "version", text("3.10.8"),
            "capabilities", Map.of("authentication_failure_close", true));
    send(new AMQImpl.Connection.Start(0, 9, server, text("PLAIN"), text("en_US")), out);
    Frame.readFrom(in, () -> 1 << 20);
    if (ends == Ends.LOGIN_REFUSED) {
      String why = "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN.";
      send(new AMQImpl.Connection.Close(403, why, 0, 0), out);
      Frame.readFrom(in, () -> 1 << 20);
      return;
    }
    send(new AMQImpl.Connection.Tune(2047, 131_072, 0), out);
    Frame.readFrom(in, () -> 1 << 20);
    Frame.readFrom(in, () -> 1 << 20);
    if (ends == Ends.VHOST_REFUSED) {
      String why = "NOT_ALLOWED - access to vhost '/' refused for user 'twokey_read'";
      send(new AMQImpl.Connection.Close(530, why, 10, 40), out);
      Frame.readFrom(in, () -> 1 << 20);
      return;
    }
    send(new AMQImpl.Connection.OpenOk(""), out);
    Frame.readFrom(in, () -> 1 << 20);
    send(new AMQImpl.Connection.CloseOk(), out);
  }

  private static LongString text(String text) {
    return LongStringHelper.asLongString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(Method method, DataOutputStream out) throws IOException {
    method.toFrame(0).writeTo(out);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
