package dev.twokey.connector;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A port whose queue is full, so that connections are neither taken nor refused: what a firewall
 * that drops makes.
 */
final class FullServer implements Closeable {
  private static final int MORE_THAN_THE_QUEUE = 4;

  private final ServerSocketChannel server;
  private final List<SocketChannel> fillers = new ArrayList<>();
  private final int waitingOfOurs;

  FullServer() throws IOException {
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
      SocketChannel filler = SocketChannel.open();
      filler.configureBlocking(false);
      filler.connect(server.getLocalAddress());
      fillers.add(filler);
    }
    waitingOfOurs = unanswered();
  }

  int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  /** Returns how many connections wait that are not the fillers'. */
  int waiting() {
    try {
      return unanswered() - waitingOfOurs;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Counts the sockets of this machine that have asked for this port and got no answer. */
  private int unanswered() throws IOException {
    String to = String.format("0100007F:%04X 02", port());
    String mapped = String.format("0000000000000000FFFF00000100007F:%04X 02", port());
    int count = 0;
    for (String file : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      count +=
          (int)
              Files.readAllLines(Path.of(file)).stream()
                  .filter(line -> line.contains(to) || line.contains(mapped))
                  .count();
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel filler : fillers) {
      filler.close();
    }
    server.close();
  }
}
