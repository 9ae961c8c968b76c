package dev.twokey.connector;

import dev.twokey.action.ActionConformance;
import dev.twokey.action.ActionFixture;
import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.connector.host.HostConnector;
import dev.twokey.connector.rabbitmq.RabbitmqConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Actions whose targets are not units: a queue, a switch, a timer. */
class OtherActionsConformanceTest {
  private static final Addresses NOWHERE = Addresses.nowhere("/nowhere");

  @Nested
  class Purge extends ActionConformance {
    @Override
    protected ActionFixture open() throws IOException {
      Broker target = new Broker();
      TestInventory inventory =
          new TestInventory()
              .environment("healthy", NOWHERE.management(target.management.address()))
              .environment("gone", NOWHERE);
      return new ActionSystems(
          "rabbitmq.queue.purge",
          RabbitmqConnector.actions(inventory.world()),
          Map.of("queue", "orders"),
          List.of("DELETE /api/queues/%2F/orders/contents"),
          target);
    }
  }

  private static final class Broker implements ActionSystems.Target {
    private static final String QUEUE = "/api/queues/%2F/orders";
    private final FakeManagement management;
    private final String queue = RabbitmqProbesConformanceTest.queue();

    private Broker() throws IOException {
      management =
          new FakeManagement()
              .login("twokey_read", "secret:read")
              .login("twokey_destroy", "secret:destroy")
              .answer(QUEUE, 200, queue)
              .answer(QUEUE + "/contents", 204, "");
    }

    @Override
    public List<String> changes() {
      return management.changes();
    }

    @Override
    public void refuseChanges() {
      management.refuseChanges();
    }

    @Override
    public void loseAnswers() {
      management.loseAnswers();
    }

    @Override
    public void redefine() {
      management.answer(QUEUE, 200, queue.replace("\"classic\"", "\"quorum\""));
    }

    @Override
    public void stir() {
      management.answer(QUEUE, 200, queue.replace("10000", "7"));
    }

    @Override
    public void close() {
      management.close();
    }
  }

  @Nested
  class Turn extends ActionConformance {
    @Override
    protected ActionFixture open() throws IOException {
      Web target = new Web();
      target.inventory.environment("gone", NOWHERE);
      return new ActionSystems(
          "workload.switch",
          HostConnector.actions(target.inventory.world()),
          Map.of("workload", "backend", "name", "LOG_LEVEL", "value", "error"),
          List.of("log_level error", "log_level error"),
          target);
    }
  }

  private static final class Web implements ActionSystems.Target {
    private final FakeWeb web = new FakeWeb();
    private final TestInventory inventory = new TestInventory();

    private Web() throws IOException {
      inventory.environment("healthy", NOWHERE.web(web.address()));
    }

    @Override
    public List<String> changes() {
      return web.changes();
    }

    @Override
    public void refuseChanges() {
      web.refuseChanges();
    }

    @Override
    public void loseAnswers() {
      web.loseAnswers();
    }

    @Override
    public void redefine() {
      inventory.environment("healthy", NOWHERE.web(web.address()), "owner: another-team");
    }

    @Override
    public void stir() {
      web.level("debug");
    }

    @Override
    public void close() {
      web.close();
    }
  }

  @Nested
  class Disarm extends ActionConformance {
    @TempDir Path folder = Path.of("");

    @Override
    protected ActionFixture open() throws IOException {
      Timers target = new Timers(folder.resolve("s"));
      target.inventory.environment("gone", NOWHERE);
      return new ActionSystems(
          "host.timer.disarm",
          HostConnector.actions(target.inventory.world()),
          Map.of("host", "mq", "id", "drill-1"),
          List.of("timer.disarm drill-1"),
          target);
    }
  }

  private static final class Timers implements ActionSystems.Target {
    private final FakeSupervisor supervisor;
    private final TestInventory inventory = new TestInventory();
    private final Addresses addresses;

    private Timers(Path socket) throws IOException {
      supervisor = new FakeSupervisor(socket).unit("rabbitmq-server", "mq").timer();
      addresses = NOWHERE.socket(socket.toString());
      inventory.environment("healthy", addresses);
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
      inventory.environment("healthy", addresses, "owner: another-team");
    }

    @Override
    public void stir() {
      supervisor.set("rabbitmq-server", "pid", "9001");
    }

    @Override
    public void close() throws IOException {
      supervisor.close();
    }
  }
}
