package dev.twokey.connector.rabbitmq;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import dev.twokey.outside.Addresses;
import dev.twokey.outside.Limit;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.problem.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One AMQP connection that is opened, looked at and closed. It declares nothing. */
final class Handshake {
  private static final int CLOSE_MILLIS = 1_000;

  /** Where to, and as whom. */
  record Login(String host, int port, String vhost, String user, Secret password) {}

  /** How far it came. */
  record Result(
      boolean answered, boolean started, boolean authenticated, String answer, long milliseconds) {}

  private static final int CAUSES_MAX = 10;

  private final Login login;
  private final Limit limit;
  private final AtomicBoolean connected = new AtomicBoolean();
  private final long began = System.nanoTime();

  private Handshake(Login login, Limit limit) {
    this.login = login;
    this.limit = limit;
  }

  /** Tries. Only a cancel is a failure; all else is a result. */
  static Result with(Login login, Limit limit) throws OutsideFailure {
    return new Handshake(login, limit).run();
  }

  private Result run() throws OutsideFailure {
    InetAddress address;
    try {
      address = Addresses.of(login.host(), limit).getFirst();
    } catch (OutsideFailure failure) {
      if (failure.stage() != Stage.UNREACHED || limit.cancelled()) {
        throw failure;
      }
      return result(false, false, false, failure.why().what());
    }
    try {
      return connect(address);
    } catch (IOException | TimeoutException e) {
      if (limit.cancelled()) {
        throw limit.failure(Stage.LOST, "The AMQP handshake");
      }
      return result(e);
    }
  }

  private Result connect(InetAddress address) throws IOException, TimeoutException {
    int millis = Math.toIntExact(Math.min(limit.left().toMillis() + 1, Integer.MAX_VALUE));
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUsername(login.user());
    factory.setPassword(login.password().reveal());
    factory.setVirtualHost(login.vhost());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setRequestedHeartbeat(0);
    factory.setHandshakeTimeout(millis);
    factory.setConnectionTimeout(millis);
    factory.setShutdownTimeout(CLOSE_MILLIS);
    factory.setThreadFactory(Thread.ofVirtual().name("amqp handshake").factory());
    factory.setSocketConfigurator(socket -> {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(millis);
    });
    factory.setSocketFactory(new OneSocket());
    factory.setExceptionHandler(new Quiet());
    Connection connection =
        factory.newConnection(
            List.of(new Address(address.getHostAddress(), login.port())), "twokey amqp.handshake");
    try {
      return result(true, true, true, answer(connection.getServerProperties()));
    } finally {
      connection.abort(CLOSE_MILLIS);
    }
  }

  private Result result(Exception why) {
    return switch (why) {
      case AuthenticationFailureException refused ->
          result(true, true, false, String.valueOf(refused.getMessage()));
      case PossibleAuthenticationFailureException refused ->
          result(true, true, false, String.valueOf(refused.getMessage()));
      case MalformedFrameException rejected -> rejected(rejected);
      case ConnectException _ -> result(false, false, false, "connection refused");
      case SocketTimeoutException _ -> silent();
      case TimeoutException _ -> silent();
      default -> broken(why);
    };
  }

  private Result rejected(MalformedFrameException why) {
    return result(
        true,
        false,
        false,
        "AMQP came back: the server rejects the protocol header (" + why.getMessage() + ")");
  }

  private Result silent() {
    String waited = " in " + Limit.text(limit.timeout());
    String answer = connected.get() ? "accepted, no answer" + waited : "no connection" + waited;
    return result(false, false, false, answer);
  }

  private Result broken(Exception why) {
    if (why.getCause() instanceof ShutdownSignalException closed
        && closed.getReason() instanceof com.rabbitmq.client.AMQP.Connection.Close close) {
      // closed after the login was taken, such as 530 for a virtual host that this user may not
      // enter
      return result(true, true, true, close.getReplyCode() + " " + close.getReplyText());
    }
    Throwable cause = why.getCause();
    for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
      if (cause instanceof MalformedFrameException rejected) {
        return rejected(rejected); // the client wraps it when its reader saw it first
      }
      cause = cause.getCause();
    }
    if (limit.over()) {
      return silent();
    }
    return result(false, false, false, "the connection broke off (" + why.getMessage() + ")");
  }

  private Result result(boolean answered, boolean started, boolean authenticated, String answer) {
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    return new Result(answered, started, authenticated, answer, millis);
  }

  private static String answer(Map<String, Object> server) {
    return "Connection.Start 0-9-1, " + server.get("product") + " " + server.get("version");
  }

  /** What goes wrong is told by the result; the client's own log would only repeat it. */
  private static final class Quiet extends DefaultExceptionHandler {
    @Override
    public void handleUnexpectedConnectionDriverException(
        Connection connection, Throwable exception) {}
  }

  /** Gives out one socket and closes it when the call must end. */
  private final class OneSocket extends javax.net.SocketFactory {
    @Override
    public Socket createSocket() {
      Socket socket =
          new Socket() {
            @Override
            public void connect(java.net.SocketAddress to, int timeout) throws IOException {
              super.connect(to, timeout);
              connected.set(true);
            }
          };
      limit.ends(() -> close(socket));
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      Socket socket = createSocket();
      socket.connect(new InetSocketAddress(host, port), 0);
      return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      Socket socket = createSocket();
      socket.connect(new InetSocketAddress(host, port), 0);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return createSocket(host, port);
    }

    private static void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException _) {
        // it is closed either way
      }
    }
  }
}
