package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import dev.twokey.lab.text.LabLog;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** The private socket: one line of JSON in, one line out, many times over. */
final class SupervisorSocket implements AutoCloseable {
  static final int LINE_BYTES_MAX = 65_536;
  private static final int CLIENTS_MAX = 128;

  private final Path path;
  private final Function<ObjectNode, ObjectNode> answers;
  private final Set<SocketChannel> clients = new LinkedHashSet<>(); // the last used stands last
  private final ServerSocketChannel server;

  SupervisorSocket(Path path, Function<ObjectNode, ObjectNode> answers) throws IOException {
    this.path = path;
    this.answers = answers;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
  }

  /** Takes the place of a socket file that a dead supervisor left; the caller holds the lock. */
  void open() throws IOException {
    Files.deleteIfExists(path);
    server.bind(UnixDomainSocketAddress.of(path), CLIENTS_MAX);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    Thread.ofVirtual().name("supervisor-socket").start(this::accept);
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }

  private void accept() {
    while (server.isOpen()) { // ends: with the supervisor
      try {
        SocketChannel client = server.accept();
        makePlace();
        used(client);
        Thread.ofVirtual().name("supervisor-client").start(() -> serve(client));
      } catch (IOException e) {
        if (server.isOpen()) {
          LabLog.warn("the socket could not take a client", "error", e.toString());
        }
      }
    }
  }

  /** A client too many costs the one that has been silent for longest its place. */
  private void makePlace() throws IOException {
    synchronized (clients) {
      if (clients.size() >= CLIENTS_MAX) {
        SocketChannel longestSilent = clients.iterator().next();
        clients.remove(longestSilent);
        longestSilent.close();
      }
    }
  }

  private void used(SocketChannel client) {
    synchronized (clients) {
      clients.remove(client);
      clients.add(client);
    }
  }

  private void serve(SocketChannel client) {
    try (client;
        InputStream in = new BufferedInputStream(Channels.newInputStream(client))) {
      byte[] line = readLine(in);
      while (line.length > 0) { // ends: an empty read is the end of the stream
        used(client);
        write(client, answer(line));
        line = line.length > LINE_BYTES_MAX ? new byte[0] : readLine(in);
      }
    } catch (IOException e) {
      LabLog.info("a client went away", "error", e.toString());
    } finally {
      synchronized (clients) {
        clients.remove(client);
      }
    }
  }

  private ObjectNode answer(byte[] line) {
    ObjectNode refused = Json.object();
    if (line.length > LINE_BYTES_MAX) {
      Operations.refuse(
          refused,
          new Refusal(
              Refusal.Code.REQUEST_TOO_LONG,
              "a request has more than " + LINE_BYTES_MAX + " bytes",
              "Send less; the connection is closed."));
      return refused;
    }
    try {
      String text = new String(line, StandardCharsets.UTF_8);
      if (Json.MAPPER.readTree(text) instanceof ObjectNode fields) {
        return answers.apply(fields);
      }
    } catch (JsonProcessingException e) {
      LabLog.info("a request is not JSON", "column", e.getLocation().getColumnNr());
    }
    Operations.refuse(
        refused,
        new Refusal(
            Refusal.Code.REQUEST_MALFORMED,
            "a request is not one JSON object in one line",
            "Send an object with op and token."));
    return refused;
  }

  /** A line with its end; nothing at the end of the stream; one byte too many if it is too long. */
  private static byte[] readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = in.read();
    while (read >= 0) {
      line.write(read);
      if (read == '\n' || line.size() > LINE_BYTES_MAX) {
        break;
      }
      read = in.read();
    }
    return line.toByteArray();
  }

  private static void write(SocketChannel client, ObjectNode answer) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((Json.line(answer) + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }
}
