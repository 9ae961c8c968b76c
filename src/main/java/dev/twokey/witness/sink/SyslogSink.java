package dev.twokey.witness.sink;

import dev.twokey.outside.Addresses;
import dev.twokey.outside.Limit;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.problem.Problem;
import dev.twokey.witness.Sink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A log host that takes syslog over TCP (RFC 5424, framed by length as in RFC 6587). It never gives
 * heads back, and TCP says only that they were sent.
 */
public final class SyslogSink implements Sink {
  /** Facility 13, log audit; severity 6, informational. */
  private static final int PRIORITY = 13 * 8 + 6;

  private static final Duration WITHIN = Duration.ofSeconds(5);

  private final String host;
  private final int port;
  private final InstantSource clock;

  public SyslogSink(String host, int port, InstantSource clock) {
    this.host = host;
    this.port = port;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "syslog " + host + ":" + port;
  }

  @Override
  public Optional<Problem> write(String line) {
    String message = "<" + PRIORITY + ">1 " + clock.instant() + " - twokey - - - " + line;
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    byte[] length = (text.length + " ").getBytes(StandardCharsets.US_ASCII);
    try (Limit limit =
            Limit.start(WITHIN, new Uncancelled(clock.instant().plus(WITHIN)), clock.instant());
        Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(Addresses.of(host, limit).getFirst(), port),
          (int) limit.left().toMillis());
      socket.getOutputStream().write(length);
      socket.getOutputStream().write(text);
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return Optional.empty();
    } catch (IOException e) {
      return Tail.failed(name(), e.toString());
    } catch (OutsideFailure e) {
      return Tail.failed(name(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Newest newest() {
    return new Newest.NotKept();
  }
}
