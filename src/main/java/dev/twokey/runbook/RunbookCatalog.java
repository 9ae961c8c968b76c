package dev.twokey.runbook;

import dev.twokey.action.ActionKind;
import dev.twokey.condition.Reference;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.probe.ProbeKind;
import dev.twokey.problem.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All runbooks, linked and typed: every name in them exists, every condition compiles, and what
 * depends on each other has no circle. A value: a reload makes a new one.
 */
public final class RunbookCatalog {
  private final Map<String, Runbook> runbooks;
  private final Map<String, Block> blocks = new LinkedHashMap<>();
  private final Map<String, TaskList> taskLists = new HashMap<>();
  private final Map<String, Drill> aliases = new HashMap<>();
  private final Map<String, Set<String>> needs = new HashMap<>();
  private final List<String> order;
  private final Map<String, Integer> ranks = new HashMap<>();
  private final InventoryShape inventory;
  private final Map<String, Revision> revisions;

  RunbookCatalog(
      Map<String, Runbook> runbooks,
      Graph graph,
      InventoryShape inventory,
      Map<String, Revision> revisions) {
    this.revisions = Map.copyOf(revisions);
    this.runbooks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(runbooks));
    this.inventory = inventory;
    this.order = graph.order();
    for (String id : order) {
      needs.put(id, Set.copyOf(graph.needs(id)));
      ranks.put(id, ranks.size());
    }
    for (Runbook runbook : runbooks.values()) {
      runbook.blocks().values().forEach(b -> blocks.put(b.id(), b));
      runbook.taskLists().values().forEach(t -> taskLists.put(t.id(), t));
      runbook
          .drills()
          .forEach(d -> d.alias().ifPresent(a -> aliases.put(a.toLowerCase(Locale.ROOT), d)));
    }
  }

  /**
   * Reads a folder of runbooks.
   *
   * @param files texts by name, such as {@code rabbitmq-down.md}
   * @param probes all kinds, by name
   * @param actions all kinds, by name
   * @param inventory that their names are checked against
   * @param problems gets all errors and warnings of all files, sorted
   * @return empty if there is an error
   */
  public static Optional<RunbookCatalog> load(
      Map<String, String> files,
      Map<String, ProbeKind> probes,
      Map<String, ActionKind> actions,
      Inventory inventory,
      Problems problems) {
    return load(files, Map.of(), probes, actions, inventory, problems);
  }

  /**
   * Reads a folder of runbooks.
   *
   * @param revisions what Git says of the files, by name; a missing one is unknown
   */
  public static Optional<RunbookCatalog> load(
      Map<String, String> files,
      Map<String, Revision> revisions,
      Map<String, ProbeKind> probes,
      Map<String, ActionKind> actions,
      Inventory inventory,
      Problems problems) {
    return new CatalogLoader(probes, actions, inventory, problems).load(files, revisions);
  }

  /** Returns where the files of these blocks come from, each once, in the order of their names. */
  public List<Revision> revisions(Collection<String> blockIds) {
    return blockIds.stream()
        .flatMap(id -> block(id).stream())
        .map(b -> b.origin().file())
        .distinct()
        .sorted()
        .map(file -> revisions.getOrDefault(file, Revision.unknown(file)))
        .toList();
  }

  /** Returns all runbooks, sorted by id. */
  public Collection<Runbook> runbooks() {
    return runbooks.values();
  }

  /** Returns a runbook by its id or its file's name, such as {@code rabbitmq-down}. */
  public Optional<Runbook> runbook(String name) {
    return Optional.ofNullable(runbooks.get(name))
        .or(() -> Optional.ofNullable(runbooks.get(FrontReader.idOf(name))))
        .or(() -> runbooks.values().stream().filter(r -> r.file().equals(name)).findFirst());
  }

  /** Returns the runbooks about a service. */
  public List<Runbook> forService(String service) {
    return runbooks.values().stream().filter(r -> r.service().equals(service)).toList();
  }

  /** Returns the runbooks to which an alert leads. */
  public List<Runbook> forAlert(String alert) {
    return runbooks.values().stream().filter(r -> r.alerts().contains(alert)).toList();
  }

  /** Returns any block by its id in the whole folder; a hyphen counts as an underscore. */
  public Optional<Block> block(String id) {
    return Optional.ofNullable(blocks.get(id.replace('-', '_')));
  }

  /** Returns a check by its id in the whole folder. */
  public Optional<Check> check(String id) {
    return block(id, Check.class);
  }

  /** Returns a cause by its id in the whole folder. */
  public Optional<Cause> cause(String id) {
    return block(id, Cause.class);
  }

  /** Returns an action by its id in the whole folder. */
  public Optional<RunbookAction> action(String id) {
    return block(id, RunbookAction.class);
  }

  /** Returns a forbid by its id in the whole folder. */
  public Optional<Forbid> forbid(String id) {
    return block(id, Forbid.class);
  }

  /** Returns all forbids. */
  public List<Forbid> forbids() {
    return runbooks.values().stream().flatMap(r -> r.forbids().stream()).toList();
  }

  /** Returns all drills. */
  public List<Drill> drills() {
    return runbooks.values().stream().flatMap(r -> r.drills().stream()).toList();
  }

  /**
   * Returns a drill by its alias, by its id in the whole folder, or by its id in its file if no
   * other drill has the same.
   */
  public Optional<Drill> drill(String name) {
    Drill aliased = aliases.get(name.toLowerCase(Locale.ROOT));
    if (aliased != null) {
      return Optional.of(aliased);
    }
    Optional<Drill> exact = block(name, Drill.class);
    if (exact.isPresent()) {
      return exact;
    }
    List<Drill> named =
        drills().stream().filter(d -> d.name().equals(name.replace('-', '_'))).toList();
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  /** Returns a task list by its id in the whole folder. */
  public Optional<TaskList> tasks(String id) {
    return Optional.ofNullable(taskLists.get(id));
  }

  /** Returns the ids of all checks, causes and actions, each after those that it needs. */
  public List<String> order() {
    return order;
  }

  /** Returns the checks, causes and actions on which the value of one depends directly. */
  public Set<String> needs(String id) {
    return needs.getOrDefault(id, Set.of());
  }

  /** Returns these checks, causes and actions and all on which they depend, in order. */
  public List<String> closure(Collection<String> ids) {
    Set<String> wanted = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(ids);
    while (!open.isEmpty()) {
      String id = open.removeLast();
      if (ranks.containsKey(id) && wanted.add(id)) {
        open.addAll(needs(id));
      }
    }
    return wanted.stream().sorted(Comparator.comparingInt(this::rank)).toList();
  }

  /** Returns the checks, causes and actions that an expression of a runbook names. */
  public Set<String> names(Collection<Reference> references, String runbook) {
    Set<String> names = new LinkedHashSet<>();
    for (Reference reference : references) {
      Block own = blocks.get(runbook + "." + reference.root());
      Runbook other = runbooks.get(reference.root());
      if (own != null) {
        names.add(own.id());
      } else if (other != null) {
        names.addAll(ofRunbook(other, reference.field()));
      }
    }
    return names;
  }

  /** Returns the inventory of an environment as conditions see it. */
  public Map<String, Object> inventory(Environment environment) {
    return inventory.value(environment);
  }

  private int rank(String id) {
    return ranks.getOrDefault(id, 0);
  }

  private static List<String> ofRunbook(Runbook runbook, Optional<String> field) {
    if (field.isEmpty()) {
      return runbook.blocks().values().stream().map(Block::id).toList();
    }
    Block block = runbook.blocks().get(field.get());
    if (block != null) {
      return List.of(block.id());
    }
    return runbook.causes().stream().map(Cause::id).toList();
  }

  private <B extends Block> Optional<B> block(String id, Class<B> kind) {
    return block(id).filter(kind::isInstance).map(kind::cast);
  }
}
