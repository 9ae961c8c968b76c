package dev.twokey.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Speaks to the supervisor: one request, one answer, one connection. */
public final class LabClient {
  private final Path socket;
  private final String token;

  /** A client with the text of one of the lab's tokens. */
  public LabClient(Path socket, String token) {
    this.socket = socket;
    this.token = token;
  }

  /** A request with nothing but its operation. */
  public static ObjectNode request(String op) {
    return Json.object().put("op", op);
  }

  /** Sends a request; an error answer becomes a {@link LabFailure}. */
  public JsonNode send(ObjectNode request) throws IOException {
    JsonNode answer = exchange(request);
    if (!answer.path("ok").asBoolean()) {
      throw new LabFailure(
          answer.at("/error/code").asText(),
          answer.at("/error/what").asText(),
          answer.at("/error/advice").asText());
    }
    return answer;
  }

  /** Sends a request and gives back the answer as it came. */
  public JsonNode exchange(ObjectNode request) throws IOException {
    ObjectNode whole = request.deepCopy().put("token", token);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))) {
      ByteBuffer bytes =
          ByteBuffer.wrap((Json.line(whole) + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      String line = reader.readLine();
      if (line == null) {
        throw new IOException("the supervisor closed the connection without an answer");
      }
      return Json.MAPPER.readTree(line);
    }
  }
}
