package dev.twokey.runbook;

import static dev.twokey.inventory.ArgumentType.DURATION;
import static dev.twokey.inventory.ArgumentType.HOST;
import static dev.twokey.inventory.ArgumentType.NUMBER;
import static dev.twokey.inventory.ArgumentType.PATH;
import static dev.twokey.inventory.ArgumentType.QUEUE;
import static dev.twokey.inventory.ArgumentType.SERVICE;
import static dev.twokey.inventory.ArgumentType.TEXT;
import static dev.twokey.inventory.ArgumentType.WORKLOAD;

import dev.twokey.action.ActionKind;
import dev.twokey.action.Effect;
import dev.twokey.action.Risk;
import dev.twokey.condition.Shape;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.probe.ProbeKind;
import dev.twokey.problem.Finding;
import dev.twokey.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kinds of probes and actions and an inventory for tests, as the shipped runbook needs them. */
public final class House {
  private House() {}

  /** Returns the kinds of probes. */
  public static Map<String, ProbeKind> probes() {
    Map<String, ProbeKind> kinds = new LinkedHashMap<>();
    Argument service = required("service", SERVICE);
    add(
        kinds,
        "rabbitmq.overview",
        false,
        "answered:flag cluster_name:text messages:whole connections:whole consumers:whole",
        service);
    add(kinds, "rabbitmq.login", false, "answered:flag authorised:flag detail:text", service);
    add(
        kinds,
        "rabbitmq.queue",
        false,
        "messages:whole ready:whole unacknowledged:whole consumers:whole acked_per_second:real"
            + " published_per_second:real",
        required("queue", QUEUE));
    add(
        kinds,
        "amqp.handshake",
        true,
        "answered:flag started:flag authenticated:flag answer:text user:text host:text"
            + " fingerprint:text milliseconds:whole",
        service);
    add(kinds, "tcp.connect", true, "answered:flag detail:text milliseconds:whole", service);
    add(
        kinds,
        "http.get",
        true,
        "answered:flag status:whole milliseconds:whole body:text",
        service,
        required("path", PATH));
    add(
        kinds,
        "host.service",
        false,
        "state:text since:time pid:whole exit_code:whole",
        required("host", HOST),
        required("unit", TEXT));
    add(
        kinds,
        "host.disk",
        false,
        "total:whole free:whole used_share:real",
        required("host", HOST),
        required("path", TEXT));
    addLists(kinds, service);
    return kinds;
  }

  private static void addLists(Map<String, ProbeKind> kinds, Argument service) {
    Argument contains = Argument.optional("contains", TEXT, "only lines with this");
    Argument lines = Argument.optional("lines", NUMBER, "how many lines");
    put(
        kinds,
        "host.log",
        false,
        log(),
        required("host", HOST),
        required("unit", TEXT),
        contains,
        lines);
    put(kinds, "workload.log", false, log(), required("workload", WORKLOAD), contains, lines);
    put(kinds, "dns.resolve", true, dns(), service);
    put(
        kinds,
        "rabbitmq.nodes",
        false,
        listed(
            "nodes",
            "name:text running:flag disk_alarm:flag memory_alarm:flag disk_free:whole"
                + " disk_free_limit:whole memory_used:whole memory_limit:whole"),
        service);
    put(
        kinds,
        "workload.instances",
        false,
        listed("instances", "name:text state:text ready:flag started:time"),
        required("workload", WORKLOAD));
    put(
        kinds,
        "changes.recent",
        false,
        listed("changes", "at:time service:text version:text by:text"),
        required("within", DURATION));
  }

  /** Returns the kinds of actions. */
  public static Map<String, ActionKind> actions() {
    Map<String, ActionKind> kinds = new LinkedHashMap<>();
    Map<String, Effect> effects =
        Map.of(
            "start",
            Effect.START,
            "stop",
            Effect.STOP,
            "restart",
            Effect.RESTART,
            "kill",
            Effect.STOP,
            "freeze",
            Effect.FAULT,
            "thaw",
            Effect.START);
    effects.forEach((word, effect) ->
        action(
            kinds,
            "host.service." + word,
            Risk.CHANGE,
            effect,
            !word.equals("restart"),
            required("host", HOST),
            required("unit", TEXT)));
    action(
        kinds,
        "workload.restart",
        Risk.CHANGE,
        Effect.RESTART,
        false,
        required("workload", WORKLOAD));
    action(
        kinds, "workload.pause", Risk.CHANGE, Effect.FAULT, true, required("workload", WORKLOAD));
    action(
        kinds, "workload.resume", Risk.CHANGE, Effect.START, true, required("workload", WORKLOAD));
    action(
        kinds,
        "workload.switch",
        Risk.CHANGE,
        Effect.RECONFIGURE,
        true,
        required("workload", WORKLOAD),
        required("name", TEXT),
        required("value", TEXT));
    action(
        kinds, "rabbitmq.queue.purge", Risk.DESTROY, Effect.DELETE, true, required("queue", QUEUE));
    return kinds;
  }

  /** Returns an environment like that of the lab. */
  public static Environment environment(String name, double timeScale) {
    Map<EntryKind, Map<String, Entry>> entries = new LinkedHashMap<>();
    entry(entries, EntryKind.HOST, "rabbitmq", Map.of());
    entry(entries, EntryKind.HOST, "app", Map.of());
    entry(
        entries,
        EntryKind.SERVICE,
        "rabbitmq",
        Map.of("host", "rabbitmq", "unit", "rabbitmq-server", "data", "/var/lib/rabbitmq"));
    entry(entries, EntryKind.SERVICE, "backend", Map.of("host", "app"));
    entry(
        entries,
        EntryKind.WORKLOAD,
        "backend",
        Map.of("host", "app", "instances", List.of("backend-1", "backend-2")));
    for (String worker :
        List.of(
            "worker-transcode",
            "worker-distribution",
            "worker-dmca",
            "worker-search",
            "publisher")) {
      entry(entries, EntryKind.WORKLOAD, worker, Map.of("host", "app"));
    }
    entry(entries, EntryKind.QUEUE, "transcode_jobs", Map.of("worker", "worker-transcode"));
    entry(entries, EntryKind.QUEUE, "distribution_outbox", Map.of("worker", "worker-distribution"));
    entry(
        entries,
        EntryKind.QUEUE,
        "dmca_propagation",
        Map.of("worker", "worker-dmca", "loss", "high"));
    entry(entries, EntryKind.QUEUE, "search_index_updates", Map.of("worker", "worker-search"));
    return new Environment(
        name, "blue", name.equals("prod"), timeScale, List.of(), Map.of(), entries);
  }

  /** Returns staging and prod. */
  public static Inventory inventory() {
    Map<String, Environment> environments = new LinkedHashMap<>();
    environments.put("staging", environment("staging", 1));
    environments.put("prod", environment("prod", 1));
    return new Inventory(environments);
  }

  /** Returns the findings of loading these files. */
  public static List<Finding> findings(Map<String, String> files) {
    Problems problems = new Problems();
    RunbookCatalog.load(files, probes(), actions(), inventory(), problems);
    return problems.findings();
  }

  /** Loads files that must have no error. */
  public static RunbookCatalog catalog(Map<String, String> files) {
    Problems problems = new Problems();
    return RunbookCatalog.load(files, probes(), actions(), inventory(), problems)
        .orElseThrow(() -> new AssertionError(problems.findings()));
  }

  /** Returns the shipped runbooks. */
  public static Map<String, String> shipped() {
    try (var paths = Files.list(Path.of("runbooks"))) {
      Map<String, String> files = new LinkedHashMap<>();
      for (Path path : paths.sorted().toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void entry(
      Map<EntryKind, Map<String, Entry>> entries,
      EntryKind kind,
      String name,
      Map<String, Object> facts) {
    entries
        .computeIfAbsent(kind, _ -> new LinkedHashMap<>())
        .put(name, new Entry(kind, name, facts));
  }

  private static void action(
      Map<String, ActionKind> kinds,
      String name,
      Risk risk,
      Effect effect,
      boolean convergent,
      Argument... arguments) {
    kinds.put(
        name, new ActionKind(name, risk, Set.of(effect), List.of(arguments), convergent, name));
  }

  private static void add(
      Map<String, ProbeKind> kinds,
      String name,
      boolean placed,
      String fields,
      Argument... arguments) {
    put(kinds, name, placed, fields(fields), arguments);
  }

  private static void put(
      Map<String, ProbeKind> kinds,
      String name,
      boolean placed,
      Map<String, Shape> fields,
      Argument... arguments) {
    kinds.put(
        name,
        new ProbeKind(name, List.of(arguments), new Shape.Fields(name, fields), placed, name));
  }

  private static Map<String, Shape> log() {
    return Map.of("count", Shape.Plain.WHOLE, "lines", new Shape.ListOf(Shape.Plain.TEXT));
  }

  private static Map<String, Shape> dns() {
    Map<String, Shape> fields = new LinkedHashMap<>(fields("answered:flag host:text detail:text"));
    fields.put("addresses", new Shape.ListOf(Shape.Plain.TEXT));
    return fields;
  }

  private static Map<String, Shape> listed(String name, String fields) {
    return Map.of(name, new Shape.ListOf(new Shape.Fields(name, fields(fields))));
  }

  private static Map<String, Shape> fields(String words) {
    Map<String, Shape> fields = new LinkedHashMap<>();
    for (String word : List.of(words.split(" "))) {
      List<String> parts = new ArrayList<>(List.of(word.split(":")));
      fields.put(
          parts.getFirst(),
          Shape.Plain.valueOf(parts.getLast().toUpperCase(java.util.Locale.ROOT)));
    }
    return fields;
  }

  private static Argument required(String name, ArgumentType type) {
    return Argument.required(name, type, "the " + name);
  }
}
