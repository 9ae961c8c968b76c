package dev.twokey.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Stands between a bot and the supervisor of its hosts, and holds back one kind of request, so that
 * a test can kill the bot exactly while that is under way. A held request is let through or
 * dropped.
 */
final class HeldSocket implements AutoCloseable {
  private final Path supervisor;
  private final ServerSocketChannel server;
  private String held = "";
  private int waiting;
  private long round;
  private boolean through;

  /** Listens at {@code at} for what the supervisor at {@code supervisor} answers. */
  HeldSocket(Path at, Path supervisor) throws IOException {
    this.supervisor = supervisor;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(at));
    Thread.ofVirtual().name("held-socket").start(this::accept);
  }

  /** Holds back requests of an operation from now on, such as {@code restart}. */
  synchronized void hold(String operation) {
    held = "{\"op\":\"" + operation + "\"";
  }

  /** Waits until that many requests are held. */
  synchronized void awaitHeld(int requests, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (waiting < requests) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(waiting + " of " + requests + " requests came: " + held);
      }
      wait(left);
    }
  }

  /** Lets what is held through, though who asked may be gone; holds nothing any more. */
  void letThrough() {
    end(true);
  }

  /** Drops what is held: the supervisor never hears of it; holds nothing any more. */
  void drop() {
    end(false);
  }

  private synchronized void end(boolean goesThrough) {
    held = "";
    waiting = 0;
    through = goesThrough;
    round++;
    notifyAll();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      // closed by the test: nobody is served any more
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      String request = line(client);
      if (request != null && goesThrough(request)) {
        write(client, ask(request));
      }
    } catch (IOException _) {
      // the bot was killed, or the lab went down: the connection just ends
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean goesThrough(String request) throws InterruptedException {
    if (held.isEmpty() || !request.startsWith(held)) {
      return true;
    }
    long mine = round;
    waiting++;
    notifyAll();
    while (round == mine) {
      wait();
    }
    return through;
  }

  private String ask(String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(supervisor))) {
      write(channel, request);
      String answer = line(channel);
      if (answer == null) {
        throw new IOException("the supervisor closed the connection");
      }
      return answer;
    }
  }

  private static String line(SocketChannel channel) throws IOException {
    return new BufferedReader(
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))
        .readLine();
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    letThrough();
  }
}
