package dev.twokey.connector;

import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.inventory.SecretRef;
import dev.twokey.inventory.Secrets;
import dev.twokey.outside.World;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Secret;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Environments with the same entries and different addresses, read from text as the product reads
 * them. A secret's value is {@code secret:} and its file's name, but for the tokens of the fake
 * supervisor.
 */
final class TestInventory {
  /** Nothing listens there. */
  static final String NOBODY = "127.0.0.1:1";

  private final Map<String, String> files = new LinkedHashMap<>();
  private String left = "\0";
  private final AtomicReference<Inventory> inventory = new AtomicReference<>();

  /** Where the systems of an environment are. */
  record Addresses(String amqp, String management, String socket, String deployments, String web) {
    static Addresses nowhere(String folder) {
      return new Addresses(
          NOBODY,
          "http://" + NOBODY,
          folder + "/nobody.sock",
          folder + "/no-such-file",
          "http://" + NOBODY);
    }

    Addresses amqp(String address) {
      return new Addresses(address, management, socket, deployments, web);
    }

    Addresses management(String address) {
      return new Addresses(amqp, address, socket, deployments, web);
    }

    Addresses socket(String path) {
      return new Addresses(amqp, management, path, deployments, web);
    }

    Addresses deployments(String file) {
      return new Addresses(amqp, management, socket, file, web);
    }

    Addresses web(String address) {
      return new Addresses(amqp, management, socket, deployments, address);
    }
  }

  TestInventory environment(String name, Addresses at) {
    return environment(name, at, "");
  }

  /** Leaves a line out of the environments that are added after this. */
  TestInventory without(String line) {
    left = line;
    return this;
  }

  /** Adds an environment; {@code fact} is one more fact of each host and workload. */
  TestInventory environment(String name, Addresses at, String fact) {
    String more = fact.isEmpty() ? "" : ", " + fact;
    files.put(
        "inventory/" + name + ".yaml",
        """
        color: blue
        channels: [console:%1$s]
        connections:
          rabbitmq:
            kind: rabbitmq
            amqp: amqp://%2$s/%%2F
            management: %3$s
            read: {user: twokey_read, password: "${file:read}", fingerprint_key: "${file:key}"}
            change: {user: twokey_change, password: "${file:change}"}
            destroy: {user: twokey_destroy, password: "${file:destroy}"}
          supervisor:
            kind: supervisor
            socket: %4$s
            read: {token: "${file:read.token}"}
            change: {token: "${file:change.token}"}
            destroy: {token: "${file:destroy.token}"}
          deployments: {kind: deployments, file: %5$s}
          web:
            kind: http
            url: %6$s
            switch_log_level: /admin/log-level?level={value}
            switch_log_level_now: /healthz#/log_level
            read: {token: "${file:web.read}"}
            change: {token: "${file:web.token}"}
            destroy: {token: "${file:web.destroy}"}
        hosts:
          mq: {via: supervisor%7$s}
          api-1: {via: supervisor%7$s}
          api-2: {via: supervisor%7$s}
        services:
          rabbitmq: {connection: rabbitmq, host: mq, unit: rabbitmq-server}
          backend: {connection: web, host: api-1}
        workloads:
          worker: {runs_on: host, host: api-1%7$s}
          backend:
            {runs_on: host, host: api-1, hosts: [api-1, api-2], instances: [backend-1, backend-2], quorum: 1, connection: web%7$s}
        queues:
          orders: {worker: worker}
        """
            .formatted(
                name, at.amqp(), at.management(), at.socket(), at.deployments(), at.web(), more));
    files.replaceAll((_, text) -> text.replace(left, ""));
    Problems problems = new Problems();
    Inventory read = InventoryReader.read(files, problems);
    if (problems.hasErrors()) {
      throw new IllegalStateException(problems.findings().toString());
    }
    inventory.set(read);
    return this;
  }

  World world() {
    return world(TestInventory::secret);
  }

  World world(Secrets secrets) {
    return new World(inventory::get, secrets, InstantSource.system());
  }

  static Secret secret(SecretRef ref) {
    return switch (ref.name()) {
      case "read.token" -> new Secret(FakeSupervisor.READ);
      case "change.token" -> new Secret(FakeSupervisor.CHANGE);
      case "destroy.token" -> new Secret(FakeSupervisor.DESTROY);
      default -> new Secret("secret:" + ref.name());
    };
  }
}
