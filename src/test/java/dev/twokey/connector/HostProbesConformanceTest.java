package dev.twokey.connector;

import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.connector.host.HostConnector;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeConformance;
import dev.twokey.probe.ProbeFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The host's probes against a supervisor without processes. */
class HostProbesConformanceTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T09:12:00Z");

  @TempDir static Path folder = Path.of("");
  private static int sockets;

  private static ProbeFixture open(
      String probe, Map<String, Object> with, Map<String, Object> expected, String... unread)
      throws IOException {
    int number = sockets++;
    FakeSupervisor supervisor =
        new FakeSupervisor(folder.resolve("up" + number))
            .unit("rabbitmq-server", "mq")
            .unit("backend-1", "api-1")
            .unit("backend-2", "api-2")
            .log("10:00 all is well")
            .log("10:01 amqp error");
    SilentServer silent = SilentServer.onSocket(folder.resolve("silent" + number));
    Addresses nowhere = Addresses.nowhere(folder.toString());
    World world =
        new TestInventory()
            .environment("healthy", nowhere.socket(supervisor.socket().toString()))
            .environment("gone", nowhere)
            .environment("silent", nowhere.socket(folder + "/silent" + number))
            .world();
    return new ProbeSystems(
        ProbeSystems.named(probe, HostConnector.probes(world)),
        with,
        expected,
        Set.of(unread),
        silent::waiting,
        true,
        supervisor::state,
        List.of(supervisor, silent));
  }

  @Nested
  class Service extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      return HostProbesConformanceTest.open(
          "host.service",
          Map.of("host", "mq", "unit", "rabbitmq-server"),
          Map.of("state", "active", "pid", 4711L, "since", STARTED));
    }
  }

  @Nested
  class Disk extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      return HostProbesConformanceTest.open(
          "host.disk",
          Map.of("host", "mq", "path", "/var/lib/rabbitmq"),
          Map.of("total", 1_000L, "free", 250L, "used_share", 0.75));
    }
  }

  @Nested
  class Log extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      return HostProbesConformanceTest.open(
          "host.log",
          Map.of("host", "mq", "unit", "rabbitmq-server", "contains", "amqp", "lines", 5L),
          Map.of("count", 1L, "lines", List.of("10:01 amqp error")));
    }
  }

  @Nested
  class Timer extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      return HostProbesConformanceTest.open(
          "host.timer", Map.of("host", "mq", "id", "drill-1"), Map.of("state", "none"), "at");
    }
  }

  @Nested
  class Instances extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      return HostProbesConformanceTest.open(
          "workload.instances",
          Map.of("workload", "backend"),
          Map.of(
              "instances",
              List.of(instance("backend-1"), instance("backend-2")),
              "total",
              2L,
              "ready",
              2L,
              "quorum",
              1L));
    }

    private static Map<String, Object> instance(String name) {
      return Map.of("name", name, "state", "active", "ready", true, "started", STARTED);
    }
  }

  @Nested
  class WorkloadLog extends ProbeConformance {
    @Override
    protected ProbeFixture open() throws IOException {
      return HostProbesConformanceTest.open(
          "workload.log",
          Map.of("workload", "backend", "contains", "amqp"),
          Map.of(
              "count",
              2L,
              "lines",
              List.of("backend-1: 10:01 amqp error", "backend-2: 10:01 amqp error")));
    }
  }
}
