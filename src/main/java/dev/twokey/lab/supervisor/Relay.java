package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import dev.twokey.lab.text.LabLog;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A TCP relay on loopback: the network between one backend and the broker.
 *
 * <p>A relay has already taken a connection when it learns that the target refuses; it then resets
 * the connection at once, which is as near to a refusal as a relay can come.
 */
final class Relay implements AutoCloseable {
  static final int CONNECTIONS_MAX = 2_048;
  static final int DELAY_MILLIS_MAX = 60_000;
  private static final int BACKLOG = 512;
  private static final int CONNECT_MILLIS_MAX = 5_000;

  /** What happens to the bytes. */
  enum Mode {
    PASS,
    CUT,
    DELAY,
    BLACKHOLE
  }

  /** A mode with its delay. */
  record Setting(Mode mode, int delayMillis) {
    static final Setting PASS = new Setting(Mode.PASS, 0);
  }

  private final String name;
  private final int listenPort;
  private final int targetPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private Setting setting = new Setting(Mode.CUT, 0);
  private @Nullable ServerSocket server;

  Relay(String name, int listenPort, int targetPort) {
    this.name = name;
    this.listenPort = listenPort;
    this.targetPort = targetPort;
  }

  String name() {
    return name;
  }

  synchronized Setting setting() {
    return setting;
  }

  synchronized void set(Setting next) {
    if (next.mode() == Mode.CUT) {
      stopListening();
      reset();
    } else if (server == null) {
      listen();
    }
    setting = next;
    notifyAll();
  }

  /** Ends all connections; whether new ones are taken is left as it is. */
  void reset() {
    sockets.forEach(Relay::abort);
  }

  @Override
  public void close() {
    set(new Setting(Mode.CUT, 0));
  }

  synchronized ObjectNode shown() {
    ObjectNode node = Json.object();
    node.put("relay", name);
    node.put("mode", setting.mode().name().toLowerCase(Locale.ROOT));
    if (setting.mode() == Mode.DELAY) {
      node.put("delay_ms", setting.delayMillis());
    }
    node.put("listen_port", listenPort);
    node.put("target_port", targetPort);
    node.put("connections", (sockets.size() + 1) / 2);
    return node;
  }

  private void listen() {
    try {
      ServerSocket opened = new ServerSocket();
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), listenPort), BACKLOG);
      server = opened;
      Thread.ofVirtual().name("relay-" + name).start(() -> accept(opened));
    } catch (IOException e) {
      throw new Refusal(
          Refusal.Code.RELAY_FAILED,
          "relay " + name + " can't listen on port " + listenPort + ": " + e.getMessage(),
          "See what holds the port (ss -ltnp), or take another --port-base.");
    }
  }

  private void stopListening() {
    if (server != null) {
      closeQuietly(server);
      server = null;
    }
  }

  private void accept(ServerSocket opened) {
    while (!opened.isClosed()) { // ends: a cut closes it
      try {
        Socket client = opened.accept();
        if (sockets.size() >= 2 * CONNECTIONS_MAX) {
          abort(client);
        } else {
          sockets.add(client);
          Thread.ofVirtual().name("relay-" + name + "-in").start(() -> serve(client));
        }
      } catch (IOException e) {
        if (!opened.isClosed()) {
          LabLog.warn(
              "the relay could not take a connection", "relay", name, "error", e.toString());
        }
      }
    }
  }

  private void serve(Socket client) {
    Socket target = new Socket();
    sockets.add(target);
    try {
      awaitPassage();
      target.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort), CONNECT_MILLIS_MAX);
      Thread back =
          Thread.ofVirtual().name("relay-" + name + "-back").start(() -> pump(target, client));
      pump(client, target);
      back.join();
    } catch (IOException e) {
      abort(client); // the target refuses
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      abort(client);
      abort(target);
      sockets.remove(client);
      sockets.remove(target);
    }
  }

  /**
   * Carries bytes one way until the end of the stream, which is passed on; an error ends both ways.
   */
  private void pump(Socket from, Socket to) {
    byte[] piece = new byte[16_384];
    try {
      int read = from.getInputStream().read(piece);
      while (read >= 0) {
        awaitPassage();
        to.getOutputStream().write(piece, 0, read);
        read = from.getInputStream().read(piece);
      }
      awaitPassage();
      to.shutdownOutput();
    } catch (IOException e) {
      abort(from);
      abort(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns at once, after the delay, or when the hole is filled again. */
  private void awaitPassage() throws InterruptedException {
    int delay;
    synchronized (this) {
      while (setting.mode() == Mode.BLACKHOLE) { // ends: by the next setting
        wait();
      }
      delay = setting.mode() == Mode.DELAY ? setting.delayMillis() : 0;
    }
    TimeUnit.MILLISECONDS.sleep(delay);
  }

  private static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0); // close sends a reset
    } catch (IOException e) {
      // It is closed already, and close() below does nothing then.
    }
    closeQuietly(socket);
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      LabLog.warn("a socket could not be closed", "error", e.toString());
    }
  }
}
