package dev.twokey.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.ActionKind;
import dev.twokey.action.Effect;
import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The shipped commands, and two environments to type them for. */
final class TestWorld {
  static final List<ActionKind> KINDS =
      List.of(
          new ActionKind(
              "workload.restart",
              Risk.CHANGE,
              Set.of(Effect.RESTART),
              List.of(Argument.required("workload", ArgumentType.WORKLOAD, "what")),
              true,
              "restarts"));

  static final Inventory INVENTORY =
      inventory(
          Map.of(
              "staging.yaml",
              """
              hosts: {h: {}}
              services: {rabbitmq: {}, catalogue: {}}
              workloads:
                worker-transcode: {runs_on: host, host: h}
                worker-dmca: {runs_on: host, host: h}
                api: {runs_on: host, host: h}
              queues: {transcode_jobs: {}}
              """,
              "prod.yaml",
              """
              hosts: {h: {}}
              services: {rabbitmq: {}}
              workloads:
                worker-transcode: {runs_on: host, host: h}
                backend: {runs_on: host, host: h}
              queues: {transcode_jobs: {}}
              """));

  static final Names NAMES =
      Names.of(
          List.of(
              new Names.Named("rabbitmq_down", "", "RabbitMQ is down", Set.of("staging", "prod")),
              new Names.Named("worker_stopped", "", "The worker takes no jobs", Set.of("staging"))),
          List.of(
              new Names.Named(
                  "rabbitmq_down.outage", "E", "The broker stops", Set.of("staging", "prod")),
              new Names.Named("worker_stopped.frozen", "", "The worker hangs", Set.of("staging"))));

  private TestWorld() {}

  static CommandCatalog catalog() {
    return catalog(Map.of());
  }

  /** Returns the shipped commands and some more. */
  static CommandCatalog catalog(Map<String, String> more) {
    Map<String, String> files = shipped();
    files.putAll(more);
    Problems problems = new Problems();
    CommandCatalog catalog = CommandCatalog.read(files, KINDS, problems);
    assertThat(problems.findings()).isEmpty();
    return catalog;
  }

  static Map<String, String> shipped() {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(Path.of("commands"))) {
      for (Path file : all.toList()) {
        files.put(file.toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  static Inventory inventory(Map<String, String> files) {
    Problems problems = new Problems();
    Inventory inventory = InventoryReader.read(new TreeMap<>(files).descendingMap(), problems);
    assertThat(problems.hasErrors()).as("%s", problems.findings()).isFalse();
    return inventory;
  }
}
