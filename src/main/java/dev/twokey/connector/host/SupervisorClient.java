package dev.twokey.connector.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.outside.Limit;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;

/**
 * Speaks the supervisor's protocol: one line of JSON to a Unix socket, one line back. Each exchange
 * has its own connection, which a time-out or a cancel closes.
 */
final class SupervisorClient {
  private static final int ANSWER_BYTES_MOST = 8 * 1024 * 1024;
  private static final int PIECE_BYTES = 16 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String socket;
  private final Limit limit;

  SupervisorClient(String socket, Limit limit) {
    this.socket = socket;
    this.limit = limit;
  }

  static ObjectNode request(String op) {
    return JSON.createObjectNode().put("op", op);
  }

  /** Sends a request and returns the answer, which is {@code ok}. */
  JsonNode send(ObjectNode request) throws OutsideFailure {
    JsonNode answer = exchange(request);
    if (answer.path("ok").asBoolean(false)) {
      return answer;
    }
    throw SupervisorErrors.failure(answer.path("error"));
  }

  private JsonNode exchange(ObjectNode request) throws OutsideFailure {
    try (SocketChannel channel = connect()) {
      limit.ends(() -> close(channel));
      return JSON.readTree(exchange(channel, request));
    } catch (JsonProcessingException _) {
      throw lost("gave an answer that is no JSON");
    } catch (IOException e) {
      if (limit.over()) {
        throw limit.failure(Stage.LOST, "No answer from the supervisor");
      }
      throw lost("broke the connection off (" + e.getMessage() + ")");
    }
  }

  private SocketChannel connect() throws OutsideFailure {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        limit.ends(() -> close(channel));
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | InvalidPathException e) {
      if (limit.over()) {
        throw limit.failure(Stage.UNREACHED, "No connection to the supervisor");
      }
      throw OutsideFailure.unreached(
          "The supervisor at " + socket + " can't be reached (" + e.getMessage() + ").",
          "Look whether it runs, and whether Twokey may open its socket.");
    }
  }

  private static byte[] exchange(SocketChannel channel, ObjectNode request) throws IOException {
    ByteBuffer line =
        ByteBuffer.wrap((JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      channel.write(line);
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    while (answer.size() <= ANSWER_BYTES_MOST) {
      int read = channel.read(piece.clear());
      if (read < 0) {
        throw new IOException("closed before the answer was whole");
      }
      answer.write(piece.array(), 0, read);
      if (read > 0 && piece.get(read - 1) == '\n') {
        return answer.toByteArray();
      }
    }
    throw new IOException("the answer is over " + ANSWER_BYTES_MOST + " bytes");
  }

  private OutsideFailure lost(String what) {
    return new OutsideFailure(
        Stage.LOST,
        new Problem(
            ErrorCode.SYSTEM_UNREACHABLE,
            "The supervisor at " + socket + " " + what + ".",
            "Ask again; look into its log if it stays so."));
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // it is closed either way
    }
  }
}
