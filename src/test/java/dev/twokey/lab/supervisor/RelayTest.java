package dev.twokey.lab.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twokey.lab.supervisor.Relay.Mode;
import dev.twokey.lab.supervisor.Relay.Setting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RelayTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private ServerSocket echo;
  private Relay relay;
  private int port;

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0, 50, HERE);
    Thread.ofVirtual().start(this::serve);
    try (ServerSocket free = new ServerSocket(0, 1, HERE)) {
      port = free.getLocalPort();
    }
    relay = new Relay("test", port, echo.getLocalPort());
    relay.set(Setting.PASS);
  }

  @AfterEach
  void close() throws IOException {
    relay.close();
    echo.close();
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket client = echo.accept();
        Thread.ofVirtual()
            .start(() -> {
              try (client) {
                client.getInputStream().transferTo(client.getOutputStream());
              } catch (IOException e) {
                assertThat(e).isInstanceOf(SocketException.class); // the relay was cut
              }
            });
      } catch (IOException e) {
        assertThat(echo.isClosed()).isTrue();
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(HERE, port);
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static String exchange(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    byte[] back = socket.getInputStream().readNBytes(text.length());
    return new String(back, StandardCharsets.UTF_8);
  }

  @Test
  void pass_carries_bytes_both_ways_and_the_end_of_the_stream() throws IOException {
    try (Socket socket = connect()) {
      assertThat(exchange(socket, "hello")).isEqualTo("hello");
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    await().until(() -> relay.shown().path("connections").asInt() == 0);
  }

  @Test
  void cut_resets_what_is_there_and_refuses_what_comes() throws IOException {
    try (Socket socket = connect()) {
      exchange(socket, "hello");

      relay.set(new Setting(Mode.CUT, 0));

      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }
    relay.set(Setting.PASS);
    try (Socket socket = connect()) {
      assertThat(exchange(socket, "again")).isEqualTo("again");
    }
  }

  @Test
  void a_black_hole_takes_connections_and_bytes_and_gives_them_back_when_it_is_filled()
      throws IOException {
    relay.set(new Setting(Mode.BLACKHOLE, 0));
    try (Socket socket = connect()) {
      socket.setSoTimeout(300);
      assertThatThrownBy(() -> exchange(socket, "hello"))
          .isInstanceOf(SocketTimeoutException.class);

      relay.set(Setting.PASS);

      socket.setSoTimeout(5_000);
      assertThat(socket.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
    }
  }

  @Test
  void delay_makes_each_way_slow() throws IOException {
    relay.set(new Setting(Mode.DELAY, 150));
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      assertThat(exchange(socket, "hello")).isEqualTo("hello");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
    }
  }

  @Test
  void reset_ends_connections_and_takes_new_ones() throws IOException {
    try (Socket socket = connect()) {
      exchange(socket, "hello");
      relay.reset();
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
    try (Socket socket = connect()) {
      assertThat(exchange(socket, "again")).isEqualTo("again");
    }
  }

  @Test
  void a_target_that_is_away_shows_as_a_reset() throws IOException {
    echo.close();
    try (Socket socket = connect()) {
      assertThatThrownBy(
              () -> {
                if (socket.getInputStream().read() < 0) {
                  throw new SocketException("closed");
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void a_port_that_is_taken_is_refused_with_what_to_do() {
    Relay second = new Relay("second", port, 1);

    assertThatThrownBy(() -> second.set(Setting.PASS))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(Integer.toString(port));
  }
}
