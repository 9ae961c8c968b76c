package dev.twokey.lab;

import dev.twokey.lab.supervisor.BrokerDefinition;
import dev.twokey.lab.supervisor.LabDefinition;
import dev.twokey.lab.supervisor.RelayDefinition;
import dev.twokey.lab.supervisor.UnitDefinition;
import dev.twokey.lab.supervisor.UnitDefinition.Readiness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes down what one environment consists of: units, relays, broker. */
final class LabSystem {
  /** The name under which units know the broker; each resolves it in a hosts file of its own. */
  static final String BROKER_NAME = "rabbitmq.lab";

  /** Each queue with the worker that consumes it. */
  static final Map<String, String> WORKERS = new LinkedHashMap<>();

  static {
    WORKERS.put("transcode_jobs", "worker-transcode");
    WORKERS.put("distribution_outbox", "worker-distribution");
    WORKERS.put("dmca_propagation", "worker-dmca");
    WORKERS.put("search_index_updates", "worker-search");
  }

  private static final String QUEUES = String.join(",", WORKERS.keySet());

  private final LabDirectory lab;
  private final String environment;
  private final LabPorts ports;
  private final Map<String, String> overrides;

  /**
   * The system of one environment; {@code overrides} are variables that all its Java units get,
   * such as {@code EVENTBUS_RETRY_SECONDS}.
   */
  LabSystem(LabDirectory lab, String environment, LabPorts ports, Map<String, String> overrides) {
    this.lab = lab;
    this.environment = environment;
    this.ports = ports;
    this.overrides = Map.copyOf(overrides);
  }

  LabDefinition definition(BrokerFiles broker) throws IOException {
    BrokerDefinition definition = broker.definition();
    List<UnitDefinition> units = new ArrayList<>();
    units.add(epmd(broker, definition));
    units.add(server(broker, definition));
    WORKERS.forEach((queue, name) -> units.add(worker(name, queue)));
    units.add(backend(1));
    units.add(backend(2));
    units.add(publisher());
    List<RelayDefinition> relays =
        List.of(
            new RelayDefinition("backend-1", ports.relay(1), ports.amqp()),
            new RelayDefinition("backend-2", ports.relay(2), ports.amqp()));
    return new LabDefinition(environment, units, relays, definition);
  }

  private UnitDefinition epmd(BrokerFiles files, BrokerDefinition broker) {
    List<String> command = new ArrayList<>(broker.prefix());
    command.addAll(
        List.of("epmd", "-port", Integer.toString(ports.epmd()), "-address", "127.0.0.1"));
    return new UnitDefinition(
        "epmd",
        "rabbitmq",
        List.of("broker"),
        command,
        broker.environment(),
        files.home().toString(),
        lab.log("epmd").toString(),
        Readiness.tcp(ports.epmd()),
        5,
        null);
  }

  private UnitDefinition server(BrokerFiles files, BrokerDefinition broker) {
    List<String> command = new ArrayList<>(broker.prefix());
    command.add(broker.tools() + "/rabbitmq-server");
    return new UnitDefinition(
        BrokerFiles.UNIT,
        "rabbitmq",
        List.of("broker"),
        command,
        broker.environment(),
        files.home().toString(),
        lab.log(BrokerFiles.UNIT).toString(),
        Readiness.tcp(ports.amqp()),
        20,
        files.home().resolve("data").toString());
  }

  private UnitDefinition worker(String name, String queue) {
    Map<String, String> variables = login(name, ports.amqp());
    variables.put("WORKER_QUEUE", queue);
    return java("worker", name, "worker-1", "worker", variables, Readiness.none());
  }

  private UnitDefinition backend(int number) {
    String name = "backend-" + number;
    Map<String, String> variables = login(name, ports.relay(number));
    variables.put("AMQP_HEARTBEAT_SECONDS", "10");
    variables.put("HTTP_PORT", Integer.toString(ports.http(number)));
    variables.put("BACKEND_QUEUES", QUEUES);
    variables.put("BACKEND_TOKEN", file("secrets/backend.token"));
    Readiness ready = Readiness.http(ports.http(number), "/healthz");
    return java("backend", name, "api-" + number, "backend", variables, ready);
  }

  private UnitDefinition publisher() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(
        "PUBLISHER_BACKENDS", "127.0.0.1:" + ports.http(1) + ",127.0.0.1:" + ports.http(2));
    variables.put("PUBLISHER_QUEUES", QUEUES);
    return java("publisher", "publisher", "client-1", "publisher", variables, Readiness.none());
  }

  private Map<String, String> login(String unit, int port) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AMQP_HOST", BROKER_NAME);
    variables.put("AMQP_PORT", Integer.toString(port));
    variables.put("AMQP_USER", "app");
    variables.put("AMQP_PASSWORD", file("secrets/app.password"));
    variables.put("LAB_HOSTS_FILE", lab.hosts(unit).toString());
    return variables;
  }

  private String file(String secret) {
    return "${file:" + lab.secretFile(secret) + "}";
  }

  private UnitDefinition java(
      String role,
      String name,
      String host,
      String tag,
      Map<String, String> variables,
      Readiness readiness) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.putAll(overrides);
    List<String> options =
        all.containsKey("LAB_HOSTS_FILE")
            ? List.of("-Djdk.net.hosts.file=" + lab.hosts(name))
            : List.of();
    return new UnitDefinition(
        name,
        host,
        List.of(tag),
        JavaCommand.of(role, options),
        all,
        lab.path().toString(),
        lab.log(name).toString(),
        readiness,
        5,
        null);
  }
}
