package dev.twokey.connector;

import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.connector.changes.ChangesConnector;
import dev.twokey.connector.host.HostConnector;
import dev.twokey.connector.net.NetConnector;
import dev.twokey.connector.rabbitmq.RabbitmqConnector;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.inventory.SecretRef;
import dev.twokey.lab.LabFixture;
import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The shipped inventory of the lab's staging environment, on this JVM's own lab. */
final class LabWorld {
  private static final String SHIPPED = "deploy/lab/config/inventory/staging.yaml";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final LabFixture lab = LabFixture.get();
  private final World world;
  private final List<Probe> probes = new ArrayList<>();
  private final List<Action> actions = new ArrayList<>();

  LabWorld() {
    this(Map.of());
  }

  /** Takes texts of the shipped file that are replaced by others. */
  LabWorld(Map<String, String> replaced) {
    Inventory inventory = read(replaced);
    this.world = new World(() -> inventory, LabWorld::secret, InstantSource.system());
    probes.addAll(RabbitmqConnector.probes(world, HostConnector.place()));
    probes.addAll(HostConnector.probes(world));
    probes.addAll(NetConnector.probes(world, HostConnector.place()));
    probes.addAll(ChangesConnector.probes(world));
    actions.addAll(RabbitmqConnector.actions(world));
    actions.addAll(HostConnector.actions(world));
  }

  private Inventory read(Map<String, String> replaced) {
    String text = file(Path.of(SHIPPED));
    for (Map.Entry<String, String> entry : replaced.entrySet()) {
      text = text.replace(entry.getKey(), entry.getValue());
    }
    text =
        text.replace(".twokey/lab/staging", lab.directory().toString())
            .replace(":21672", ":" + lab.ports().amqp())
            .replace(":31672", ":" + lab.ports().management())
            .replace(":31673", ":" + lab.ports().http(1))
            .replace(":31674", ":" + lab.ports().http(2));
    Problems problems = new Problems();
    Inventory inventory = InventoryReader.read(Map.of("inventory/staging.yaml", text), problems);
    if (problems.hasErrors()) {
      throw new IllegalStateException(problems.findings().toString());
    }
    return inventory;
  }

  private static Secret secret(SecretRef ref) {
    return new Secret(file(Path.of(ref.name())).strip());
  }

  private static String file(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LabFixture lab() {
    return lab;
  }

  World world() {
    return world;
  }

  Probe probe(String name) {
    return ProbeSystems.named(name, probes);
  }

  /** Asks from Twokey's own place. */
  Reading ask(String probe, Map<String, Object> with) {
    return ask(probe, Optional.empty(), with);
  }

  /** Asks about the broker from an instance. */
  Map<String, Object> from(String instance, String probe) {
    return values(ask(probe, Optional.of(instance), Map.of("service", "rabbitmq")));
  }

  Reading ask(String probe, Optional<String> from, Map<String, Object> with) {
    return probe(probe)
        .read(new ProbeCall(probe, "staging", from, with, TIMEOUT), new TestCancellation());
  }

  /** Asks, and returns what was observed. */
  Map<String, Object> read(String probe, Map<String, Object> with) {
    return values(ask(probe, with));
  }

  /** Asks about the broker. */
  Map<String, Object> broker(String probe) {
    return read(probe, Map.of("service", "rabbitmq"));
  }

  Map<String, Object> queue(String queue) {
    return read("rabbitmq.queue", Map.of("queue", queue));
  }

  Map<String, Object> unit(String host, String unit) {
    return read("host.service", Map.of("host", host, "unit", unit));
  }

  static Map<String, Object> values(Reading reading) {
    return switch (reading) {
      case Reading.Observed observed -> observed.values();
      case Reading.Unreadable unreadable ->
          throw new AssertionError("unreadable: " + unreadable.why().line());
    };
  }

  /** Returns a field that was read. */
  static Object field(Map<String, Object> values, String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private Action action(String name) {
    return actions.stream().filter(a -> a.kind().name().equals(name)).findFirst().orElseThrow();
  }

  Preview preview(String action, Map<String, Object> with) {
    return action(action).preview(call(action, with, TIMEOUT), new TestCancellation());
  }

  Preview.Ready ready(String action, Map<String, Object> with) {
    return switch (preview(action, with)) {
      case Preview.Ready ready -> ready;
      case Preview.Impossible impossible ->
          throw new AssertionError("impossible: " + impossible.why().line());
    };
  }

  Outcome execute(String action, Map<String, Object> with, String fingerprint, Duration timeout) {
    return action(action).execute(call(action, with, timeout), fingerprint, new TestCancellation());
  }

  /** Plans and does, and returns the evidence. */
  String perform(String action, Map<String, Object> with) {
    String fingerprint = ready(action, with).fingerprint();
    return switch (execute(action, with, fingerprint, Duration.ofSeconds(60))) {
      case Outcome.Succeeded succeeded -> succeeded.evidence();
      case Outcome.Refused refused -> throw new AssertionError(refused.why().line());
      case Outcome.Failed failed -> throw new AssertionError(failed.why().line());
      case Outcome.Unknown unknown -> throw new AssertionError(unknown.why().line());
    };
  }

  private static ActionCall call(String action, Map<String, Object> with, Duration timeout) {
    return new ActionCall(action, "staging", with, timeout);
  }
}
