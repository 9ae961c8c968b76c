package dev.twokey.lab.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What only a broken or foreign peer says; the real broker is in {@code LabTest}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AmqpHandshakeTest {
  private static AmqpHandshake.Result meet(String said, boolean close) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket peer = server.accept()) {
      peer.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
      if (close) {
        peer.shutdownOutput();
      }
      return new AmqpHandshake(client, "app", "secret").run(TimeUnit.SECONDS.toNanos(1));
    }
  }

  @Test
  void a_refused_header_comes_back_as_amqp_with_a_version() throws IOException {
    AmqpHandshake.Result result = meet("AMQP\0\0\t\1", true);

    assertThat(result.answered()).isTrue();
    assertThat(result.started()).isFalse();
    assertThat(result.answer()).isEqualTo("AMQP 0-9-1");
    assertThat(result.detail()).contains("refuses");
  }

  @Test
  void silence_is_no_answer() throws IOException {
    AmqpHandshake.Result result = meet("", false);

    assertThat(result.answered()).isFalse();
    assertThat(result.detail()).isEqualTo("accepted, no answer in 1 s");
  }

  @Test
  void a_peer_that_closes_is_no_answer() throws IOException {
    assertThat(meet("", true).answered()).isFalse();
    assertThat(meet("", true).detail()).isEqualTo("closed by the other side");
  }

  @Test
  void another_protocol_is_no_start() throws IOException {
    AmqpHandshake.Result result = meet("HTTP/1.1 400 Bad Request\r\n\r\n", true);

    assertThat(result.started()).isFalse();
    assertThat(result.authenticated()).isFalse();
    assertThat(result.detail()).contains("no AMQP frame");
  }
}
