package dev.twokey.connector;

import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.connector.host.HostConnector;
import dev.twokey.connector.rabbitmq.RabbitmqConnector;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeConformance;
import dev.twokey.probe.ProbeFixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** RabbitMQ's probes against answers captured from a real broker. */
class RabbitmqProbesConformanceTest {
  private static final Map<String, Object> SERVICE = Map.of("service", "rabbitmq");

  private static ProbeFixture open(
      String probe, Map<String, Object> with, Map<String, Object> expected) throws IOException {
    FakeManagement management =
        new FakeManagement()
            .in("backlog")
            .answer("/api/queues/%2F/orders", 200, queue())
            .login("twokey_read", "secret:read");
    FakeAmqp amqp = new FakeAmqp(FakeAmqp.Ends.WELL);
    SilentServer silent = SilentServer.onPort();
    Addresses nowhere = Addresses.nowhere("/nowhere");
    World world =
        new TestInventory()
            .environment(
                "healthy",
                nowhere.management(management.address()).amqp("127.0.0.1:" + amqp.port()))
            .environment("gone", nowhere)
            .environment(
                "silent",
                nowhere
                    .management("http://127.0.0.1:" + silent.port())
                    .amqp("127.0.0.1:" + silent.port()))
            .world();
    return new ProbeSystems(
        ProbeSystems.named(probe, RabbitmqConnector.probes(world, HostConnector.place())),
        with,
        expected,
        Set.of(),
        silent::waiting,
        true,
        () -> management.changes().toString(),
        List.of(management, amqp, silent));
  }

  /** The second of the captured queues, as the broker tells it when it is asked for alone. */
  static String queue() throws IOException {
    return new com.fasterxml.jackson.databind.ObjectMapper()
        .readTree(FakeManagement.payload("backlog-queues"))
        .get(1)
        .toString();
  }

  @Nested
  class Overview extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      return RabbitmqProbesConformanceTest.open(
          "rabbitmq.overview", SERVICE, Map.of("answered", true, "messages", 10_000L));
    }
  }

  @Nested
  class Nodes extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      Map<String, Object> node =
          Map.of(
              "name",
              "lab@localhost",
              "running",
              true,
              "disk_alarm",
              false,
              "memory_alarm",
              false,
              "disk_free",
              78_120_677_376L,
              "disk_free_limit",
              50_000_000L,
              "memory_used",
              259_252_224L,
              "memory_limit",
              10_110_425_497L);
      return RabbitmqProbesConformanceTest.open(
          "rabbitmq.nodes", SERVICE, Map.of("nodes", List.of(node)));
    }
  }

  @Nested
  class Queue extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      return RabbitmqProbesConformanceTest.open(
          "rabbitmq.queue",
          Map.of("queue", "orders"),
          Map.of("messages", 10_000L, "consumers", 0L, "acked_per_second", 0.0));
    }
  }

  @Nested
  class Login extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      return RabbitmqProbesConformanceTest.open(
          "rabbitmq.login", SERVICE, Map.of("answered", true, "authorised", true));
    }
  }

  @Nested
  class Handshake extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      return RabbitmqProbesConformanceTest.open(
          "amqp.handshake",
          SERVICE,
          Map.of("answered", true, "started", true, "authenticated", true, "host", "127.0.0.1"));
    }
  }
}
