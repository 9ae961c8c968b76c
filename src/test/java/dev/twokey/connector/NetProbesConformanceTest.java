package dev.twokey.connector;

import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.connector.host.HostConnector;
import dev.twokey.connector.net.NetConnector;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeConformance;
import dev.twokey.probe.ProbeFixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;

/** The network's probes on real sockets, asked by Twokey itself. */
class NetProbesConformanceTest {
  private static final Addresses NOWHERE = Addresses.nowhere("/nowhere");
  private static final AtomicInteger NAMES = new AtomicInteger();

  @Nested
  class Connect extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      SilentServer taking = SilentServer.onPort();
      FullServer full = new FullServer();
      World world =
          new TestInventory()
              .environment("healthy", NOWHERE.amqp("127.0.0.1:" + taking.port()))
              .environment("gone", NOWHERE)
              .environment("silent", NOWHERE.amqp("127.0.0.1:" + full.port()))
              .world();
      return new ProbeSystems(
          ProbeSystems.named("tcp.connect", NetConnector.probes(world, HostConnector.place())),
          Map.of("service", "rabbitmq"),
          Map.of("answered", true, "detail", "127.0.0.1:" + taking.port() + " accepts"),
          Set.of(),
          full::waiting,
          true,
          () -> "",
          List.of(taking, full));
    }
  }

  @Nested
  class Resolve extends ProbeConformance {
    @Override
    protected ProbeFixture open() {
      World world =
          new TestInventory()
              .environment("healthy", NOWHERE.amqp(ControlledResolver.KNOWN + ":5672"))
              .environment("gone", NOWHERE.amqp(ControlledResolver.UNKNOWN + ":5672"))
              .environment(
                  "silent",
                  NOWHERE.amqp(
                      "n" + NAMES.incrementAndGet() + "." + ControlledResolver.SILENT + ":5672"))
              .world();
      return new ProbeSystems(
          ProbeSystems.named("dns.resolve", NetConnector.probes(world, HostConnector.place())),
          Map.of("service", "rabbitmq"),
          Map.of("answered", true, "addresses", List.of("127.0.0.1"), "host", "known.test"),
          Set.of(),
          ControlledResolver::waiting,
          false,
          () -> "",
          List.of(ControlledResolver::release));
    }
  }

  @Nested
  class Get extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      FakeWeb web = new FakeWeb();
      SilentServer silent = SilentServer.onPort();
      World world =
          new TestInventory()
              .environment("healthy", NOWHERE.web(web.address()))
              .environment("gone", NOWHERE)
              .environment("silent", NOWHERE.web("http://127.0.0.1:" + silent.port()))
              .world();
      return new ProbeSystems(
          ProbeSystems.named("http.get", NetConnector.probes(world, HostConnector.place())),
          Map.of("service", "backend", "path", "/healthz"),
          Map.of("answered", true, "status", 200L, "body", "{\"log_level\":\"warn\"}"),
          Set.of(),
          silent::waiting,
          true,
          web::state,
          List.of(web, silent));
    }
  }
}
