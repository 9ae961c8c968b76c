package dev.twokey.inventory;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Location;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problems;
import dev.twokey.problem.SecretReferences;
import dev.twokey.problem.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads hosts, services, workloads, queues and nodes with their facts. */
final class EntryReader {
  static final String NAME_ADVICE =
      "Use small letters, digits, - and _, beginning with a letter or digit.";
  static final String FACT_ADVICE =
      "Use small letters, digits and _, beginning with a letter: conditions read it.";

  private static final Pattern FACT = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final List<String> RUNS_ON = List.of("host", "compose", "kubernetes");

  /** Facts that name something else of the environment. */
  private static final Map<String, EntryKind> NAMING =
      Map.of(
          "host", EntryKind.HOST,
          "service", EntryKind.SERVICE,
          "worker", EntryKind.WORKLOAD,
          "workload", EntryKind.WORKLOAD,
          "queue", EntryKind.QUEUE);

  /** A fact whose value names another entry or a connection; checked when all are read. */
  private record Reference(Location at, String fact, String to) {}

  private final Fields fields;
  private final Problems problems;
  private final List<Reference> references = new ArrayList<>();

  EntryReader(Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  /** Reads all entries of a kind. */
  Map<String, Entry> read(EntryKind kind) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    fields
        .node(kind.plural())
        .ifPresent(node -> {
          if (node instanceof YamlNode.Mapping mapping) {
            mapping
                .values()
                .forEach((name, value) ->
                    entries.put(
                        name,
                        entry(kind, name, mapping.keys().getOrDefault(name, node.at()), value)));
          } else {
            error(
                node.at(),
                "'" + kind.plural() + "' must hold names with facts.",
                "Write for example: " + kind.plural() + ": {name: {fact: value}}.");
          }
        });
    return entries;
  }

  private Entry entry(EntryKind kind, String name, Location at, YamlNode node) {
    if (!Fields.isName(name)) {
      error(at, "The " + kind.singular() + "'s name is '" + name + "'.", NAME_ADVICE);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    switch (node) {
      case YamlNode.Mapping mapping ->
          mapping
              .values()
              .forEach((key, value) ->
                  fact(key, mapping.keys().getOrDefault(key, at), value)
                      .ifPresent(v -> facts.put(key, v)));
      case YamlNode.Whole count when kind == EntryKind.NODE -> facts.put("count", count.value());
      case YamlNode.Nothing _ -> {}
      default ->
          error(
              node.at(),
              "The " + kind.singular() + " '" + name + "' must hold facts.",
              "Write for example: " + name + ": {fact: value}.");
    }
    if (kind == EntryKind.WORKLOAD) {
      checkWorkload(name, at, facts);
    }
    return new Entry(kind, name, facts);
  }

  private Optional<Object> fact(String key, Location at, YamlNode node) {
    if (!FACT.matcher(key).matches()) {
      error(at, "The fact is called '" + key + "'.", FACT_ADVICE);
      return Optional.empty();
    } else if (key.equals("name")) {
      error(at, "A fact can't be called 'name'.", "The entry's key is its name already.");
      return Optional.empty();
    }
    SecretReferences.refuse(node, ErrorCode.CONFIG_INVALID, problems);
    Optional<Object> value = value(key, node);
    if (NAMING.containsKey(key) || key.equals("connection") || key.equals("via")) {
      value.ifPresent(v -> {
        List<?> names = v instanceof List<?> list ? list : List.of(v);
        names.forEach(n -> references.add(new Reference(node.at(), key, n.toString())));
      });
    }
    return value;
  }

  private Optional<Object> value(String key, YamlNode node) {
    return switch (node) {
      case YamlNode.Text t -> Optional.of(t.value());
      case YamlNode.Whole w -> Optional.of(w.value());
      case YamlNode.Real r -> Optional.of(r.value());
      case YamlNode.Flag f -> Optional.of(f.value());
      case YamlNode.Sequence list ->
          Optional.of(list.items().stream().flatMap(i -> text(key, i).stream()).toList());
      case YamlNode.Nothing _, YamlNode.Mapping _ -> {
        error(
            node.at(),
            "The fact '" + key + "' is no plain value.",
            "Write a text, a number, true, false or a list of texts.");
        yield Optional.empty();
      }
    };
  }

  private Optional<String> text(String key, YamlNode node) {
    return switch (node) {
      case YamlNode.Text t -> Optional.of(t.value());
      case YamlNode.Whole w -> Optional.of(Long.toString(w.value()));
      case YamlNode.Real r -> Optional.of(r.written());
      case YamlNode.Flag f -> Optional.of(Boolean.toString(f.value()));
      case YamlNode.Nothing _, YamlNode.Sequence _, YamlNode.Mapping _ -> {
        error(node.at(), "The list '" + key + "' holds more than texts.", "Write texts only.");
        yield Optional.empty();
      }
    };
  }

  /** How a workload is restarted depends on where it runs. */
  private void checkWorkload(String name, Location at, Map<String, Object> facts) {
    String runsOn = String.valueOf(facts.getOrDefault("runs_on", ""));
    if (!RUNS_ON.contains(runsOn)) {
      error(
          at,
          runsOn.isEmpty()
              ? "The workload '" + name + "' does not say runs_on."
              : "The workload '" + name + "' runs_on '" + runsOn + "'.",
          "Write one of " + String.join(", ", RUNS_ON) + ".");
      return;
    }
    List<String> places =
        runsOn.equals("kubernetes") ? List.of("connection") : List.of("host", "instances");
    if (places.stream().noneMatch(facts::containsKey)) {
      error(
          at,
          "The workload '"
              + name
              + "' runs on "
              + runsOn
              + " and names no "
              + places.getFirst()
              + ".",
          "Add " + String.join(" or ", places) + ".");
    }
  }

  /** Reports each reference to something that isn't there. */
  void checkReferences(Environment environment) {
    for (Reference reference : references) {
      EntryKind kind = NAMING.get(reference.fact());
      Collection<String> known =
          kind == null
              ? environment.connections().keySet()
              : environment.entries(kind).stream().map(Entry::name).toList();
      if (!known.contains(reference.to())) {
        String what = kind == null ? "connection" : kind.singular();
        error(
            reference.at(),
            "There is no " + what + " '" + reference.to() + "' in " + environment.name() + ".",
            Nearest.advice(reference.to(), known));
      }
    }
  }

  private void error(Location at, String what, String advice) {
    problems.error(at, ErrorCode.CONFIG_INVALID, what, advice);
  }
}
