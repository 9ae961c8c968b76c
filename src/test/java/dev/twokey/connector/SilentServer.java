package dev.twokey.connector;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes connections and never says a word, as a frozen process does. */
final class SilentServer implements Closeable {
  private final ServerSocketChannel server;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private SilentServer(ServerSocketChannel server) {
    this.server = server;
    Thread.ofVirtual().name("silent server").start(this::accept);
  }

  static SilentServer onPort() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return new SilentServer(server);
  }

  static SilentServer onSocket(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    return new SilentServer(server);
  }

  int port() {
    try {
      SocketAddress address = server.getLocalAddress();
      return ((InetSocketAddress) address).getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns how many connections are held open by their other side. */
  int waiting() {
    return open.size();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        open.add(channel);
        Thread.ofVirtual().name("silent connection").start(() -> hold(channel));
      }
    } catch (ClosedChannelException _) {
      // the test is over
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hold(SocketChannel channel) {
    try (channel) {
      ByteBuffer buffer = ByteBuffer.allocate(4_096);
      while (channel.read(buffer.clear()) >= 0) {
        // what comes is thrown away
      }
    } catch (IOException _) {
      // the other side broke it off
    } finally {
      open.remove(channel);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel channel : open) {
      channel.close();
    }
  }
}
