package dev.twokey.connector;

import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.ProbeFixture;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A fixture over three environments: {@code healthy}, {@code gone} and {@code silent}. What it
 * needs is given as small functions.
 */
record ProbeSystems(
    Probe probe,
    Map<String, Object> with,
    Map<String, Object> expected,
    Set<String> notAlwaysRead,
    Count held,
    boolean holds,
    State target,
    List<Closeable> parts)
    implements ProbeFixture {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Counts. */
  interface Count {
    int count();
  }

  /** Tells a state as text. */
  interface State {
    String text() throws IOException;
  }

  static Probe named(String name, List<Probe> probes) {
    return probes.stream().filter(p -> p.kind().name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public ProbeCall healthy() {
    return call("healthy");
  }

  @Override
  public ProbeCall unreachable() {
    return call("gone");
  }

  @Override
  public ProbeCall silent() {
    return call("silent");
  }

  private ProbeCall call(String environment) {
    return new ProbeCall(probe.kind().name(), environment, Optional.empty(), with, TIMEOUT);
  }

  @Override
  public int waiting() {
    return held.count();
  }

  @Override
  public String state() throws IOException {
    return target.text();
  }

  @Override
  public void close() throws IOException {
    for (Closeable part : parts) {
      part.close();
    }
  }
}
