package dev.twokey.connector;

import dev.twokey.action.ActionConformance;
import dev.twokey.action.ActionFixture;
import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.connector.host.HostConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The host's actions against a supervisor without processes. */
class HostActionsConformanceTest {
  @TempDir static Path folder = Path.of("");
  private static int sockets;

  private static ActionFixture open(
      String action, Map<String, Object> with, String... expectedChanges) throws IOException {
    Supervised target = new Supervised(folder.resolve("up" + sockets++));
    TestInventory inventory =
        new TestInventory()
            .environment(
                "healthy",
                Addresses.nowhere("/nowhere").socket(target.supervisor.socket().toString()))
            .environment("gone", Addresses.nowhere("/nowhere"));
    return new ActionSystems(
        action, HostConnector.actions(inventory.world()), with, List.of(expectedChanges), target);
  }

  private static final class Supervised implements ActionSystems.Target {
    private final FakeSupervisor supervisor;

    private Supervised(Path socket) throws IOException {
      supervisor =
          new FakeSupervisor(socket)
              .unit("rabbitmq-server", "mq")
              .unit("worker", "api-1")
              .unit("backend-1", "api-1")
              .unit("backend-2", "api-2");
    }

    @Override
    public List<String> changes() {
      return supervisor.changes();
    }

    @Override
    public void refuseChanges() {
      supervisor.refuseChanges();
    }

    @Override
    public void loseAnswers() {
      supervisor.loseAnswers();
    }

    @Override
    public void redefine() {
      List.of("rabbitmq-server", "worker", "backend-1", "backend-2")
          .forEach(unit -> supervisor.set(unit, "definition", "\"second\""));
    }

    @Override
    public void stir() {
      supervisor.set("rabbitmq-server", "pid", "9001");
      supervisor.set("worker", "pid", "9002");
      supervisor.set("backend-2", "state", "\"frozen\"");
    }

    @Override
    public void close() throws IOException {
      supervisor.close();
    }
  }

  abstract static class OfUnit extends ActionConformance {
    private final String word;

    private OfUnit(String word) {
      this.word = word;
    }

    @Override
    protected ActionFixture open() throws IOException {
      return HostActionsConformanceTest.open(
          "host.service." + word,
          Map.of("host", "mq", "unit", "rabbitmq-server"),
          word + " rabbitmq-server");
    }
  }

  @Nested
  class Start extends OfUnit {
    Start() {
      super("start");
    }
  }

  @Nested
  class Stop extends OfUnit {
    Stop() {
      super("stop");
    }
  }

  @Nested
  class Restart extends OfUnit {
    Restart() {
      super("restart");
    }
  }

  @Nested
  class Kill extends OfUnit {
    Kill() {
      super("kill");
    }
  }

  @Nested
  class Freeze extends OfUnit {
    Freeze() {
      super("freeze");
    }
  }

  @Nested
  class Thaw extends OfUnit {
    Thaw() {
      super("thaw");
    }
  }

  @Nested
  class RestartWorkload extends ActionConformance {
    @Override
    protected ActionFixture open() throws IOException {
      return HostActionsConformanceTest.open(
          "workload.restart",
          Map.of("workload", "backend"),
          "restart backend-1",
          "restart backend-2");
    }
  }

  @Nested
  class Pause extends ActionConformance {
    @Override
    protected ActionFixture open() throws IOException {
      return HostActionsConformanceTest.open(
          "workload.pause", Map.of("workload", "worker"), "freeze worker");
    }
  }

  @Nested
  class Resume extends ActionConformance {
    @Override
    protected ActionFixture open() throws IOException {
      return HostActionsConformanceTest.open(
          "workload.resume", Map.of("workload", "worker"), "thaw worker");
    }
  }

  @Nested
  class Arm extends ActionConformance {
    @Override
    protected ActionFixture open() throws IOException {
      return HostActionsConformanceTest.open(
          "host.timer.arm",
          Map.of(
              "host",
              "mq",
              "id",
              "drill-1",
              "after",
              "3m",
              "action",
              "start",
              "unit",
              "rabbitmq-server"),
          "timer.arm drill-1");
    }
  }
}
