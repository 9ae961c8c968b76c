package dev.twokey.runbook;

import dev.twokey.condition.ConditionCompiler;
import dev.twokey.condition.Expression;
import dev.twokey.condition.Reference;
import dev.twokey.condition.Scope;
import dev.twokey.condition.Shape;
import dev.twokey.condition.Template;
import dev.twokey.inventory.Argument;
import dev.twokey.probe.ProbeKind;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problems;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What every name means and what type it has. A block that has none, since it is wrong itself,
 * makes what names it silently uncompiled: its own error is enough.
 */
final class Typing {
  private static final Shape.Fields INCIDENT =
      new Shape.Fields(
          "incident",
          Map.of(
              "started", Shape.Plain.TIME,
              "ended", Shape.Plain.TIME,
              "lasted", Shape.Plain.SPAN,
              "environment", Shape.Plain.TEXT));
  private static final Shape INSTANCE =
      new Shape.Fields("instance", Map.of("name", Shape.Plain.TEXT));

  private final Folder folder;
  private final Graph graph;
  private final Map<String, ProbeKind> probes;
  private final Shape.Fields inventory;
  private final ConditionCompiler compiler;
  private final Problems problems;
  private final Map<String, Optional<Shape.Fields>> shapes = new HashMap<>();
  private final Map<String, Optional<Expression>> eaches = new HashMap<>();

  Typing(
      Folder folder,
      Graph graph,
      Map<String, ProbeKind> probes,
      Shape.Fields inventory,
      ConditionCompiler compiler,
      Problems problems) {
    this.folder = folder;
    this.graph = graph;
    this.probes = probes;
    this.inventory = inventory;
    this.compiler = compiler;
    this.problems = problems;
  }

  /** Compiles a condition in a file; {@code extra} are {@code it} and {@code each}. */
  Optional<Expression> condition(Draft file, Texts.Written written, Map<String, Shape> extra) {
    return scope(file, written, compiler.references(written.text()), extra)
        .flatMap(s -> compiler.condition(written.text(), written.place(), s, problems));
  }

  /** Compiles a text with {@code ${…}}. */
  Optional<Template> template(Draft file, Texts.Written written, Map<String, Shape> extra) {
    Set<Reference> references = new TreeSet<>();
    Template.expressions(written.text()).forEach(e -> references.addAll(compiler.references(e)));
    return scope(file, written, references, extra)
        .flatMap(s -> compiler.template(written.text(), written.place(), s, problems));
  }

  /** Returns a block's {@code each}, compiled. */
  Optional<Expression> each(Draft file, Draft.DraftBlock block) {
    Optional<Expression> known = eaches.get(block.id());
    if (known != null) {
      return known;
    }
    Optional<Expression> each =
        Texts.of(block.yaml(), "each", file.source()).flatMap(w -> each(file, block, w));
    eaches.put(block.id(), each);
    return each;
  }

  /** Returns the type of a block's items; empty if it has none or they are wrong. */
  Optional<Shape> item(Draft file, Draft.DraftBlock block) {
    if (block.yaml().values().containsKey("each")) {
      return each(file, block)
          .map(Expression::type)
          .map(t -> t instanceof Shape.ListOf(Shape item) ? item : t);
    }
    boolean placed = block.kind() == Draft.Kind.CHECK && block.yaml().values().containsKey("from");
    return placed ? Optional.of(INSTANCE) : Optional.empty();
  }

  /** Returns whether a block has items, be they right or wrong. */
  static boolean hasItems(Draft.DraftBlock block) {
    boolean placed = block.kind() == Draft.Kind.CHECK;
    return block.yaml().values().containsKey("each")
        || (placed && block.yaml().values().containsKey("from"));
  }

  /** Returns the kind of probe of a check; an unknown one is reported where the check is linked. */
  Optional<ProbeKind> probe(Draft file, Draft.DraftBlock check) {
    return Texts.of(check.yaml(), "probe", file.source()).map(w -> probes.get(w.text()));
  }

  /** Returns what {@code it} is in a check. */
  Optional<Shape.Fields> reading(Draft file, Draft.DraftBlock check) {
    return probe(file, check)
        .map(kind -> {
          Map<String, Shape> fields = new LinkedHashMap<>(kind.reading().fields());
          if (check.yaml().values().containsKey("over")) {
            fields.put("was", kind.reading());
          }
          return new Shape.Fields(kind.name(), fields);
        });
  }

  /** Returns what conditions see under a block's name; empty if the block is wrong. */
  Optional<Shape.Fields> shape(Draft file, Draft.DraftBlock block) {
    if (graph.isCircular(block.id())) {
      return Optional.empty();
    }
    Optional<Shape.Fields> known = shapes.get(block.id());
    if (known != null) {
      return known;
    }
    Optional<Shape> item = item(file, block);
    Optional<Shape.Fields> shape =
        hasItems(block) && item.isEmpty() ? Optional.empty() : make(file, block, item);
    shapes.put(block.id(), shape);
    return shape;
  }

  private Optional<Shape.Fields> make(Draft file, Draft.DraftBlock block, Optional<Shape> item) {
    Map<String, Shape> fields = new LinkedHashMap<>();
    switch (block.kind()) {
      case CHECK -> {
        Optional<Shape.Fields> reading = probe(file, block).map(ProbeKind::reading);
        if (reading.isEmpty()) {
          return Optional.empty();
        }
        Map<String, Shape> row = new LinkedHashMap<>();
        item.ifPresent(i -> row.putAll(fields(i)));
        row.putAll(reading.get().fields());
        row.put("at", Shape.Plain.TIME);
        if (block.yaml().values().containsKey("expect")) {
          row.put("ok", Shape.Plain.FLAG);
          fields.put("ok", Shape.Plain.FLAG);
        }
        fields.put("at", Shape.Plain.TIME);
        if (item.isPresent()) {
          fields.put("items", new Shape.ListOf(new Shape.Fields(block.name(), row)));
        } else {
          fields.putAll(row);
        }
      }
      case CAUSE -> fields.put(Folder.HOLDS, Shape.Plain.FLAG);
      case ACTION -> {
        fields.put("done", Shape.Plain.FLAG);
        fields.put("at", Shape.Plain.TIME);
      }
      case FORBID, DRILL -> {}
    }
    if (block.kind() != Draft.Kind.CHECK) {
      item.ifPresent(i -> fields.put("items", new Shape.ListOf(i)));
    }
    return Optional.of(new Shape.Fields(block.name(), fields));
  }

  private static Map<String, Shape> fields(Shape item) {
    return item instanceof Shape.Fields(String _, Map<String, Shape> fields)
        ? fields
        : Map.of("name", Shape.Plain.TEXT);
  }

  private Optional<Expression> each(Draft file, Draft.DraftBlock block, Texts.Written written) {
    Optional<Expression> each =
        scope(file, written, compiler.references(written.text()), Map.of())
            .flatMap(s -> compiler.compile(written.text(), written.place(), s, problems));
    if (each.isPresent() && !isListOfNamed(each.get().type())) {
      problems.error(
          written.at(),
          ErrorCode.CONDITION_INVALID,
          "'each' of " + block.name() + " is no list of named things: '" + written.text() + "'.",
          "Give a list of texts, or of records with a 'name'.");
      return Optional.empty();
    }
    return each;
  }

  private static boolean isListOfNamed(Shape type) {
    return switch (type) {
      case Shape.ListOf(Shape.Fields(String _, Map<String, Shape> fields)) ->
          fields.get("name") == Shape.Plain.TEXT;
      case Shape.ListOf(Shape item) -> item == Shape.Plain.TEXT;
      case Shape.Plain _, Shape.Fields _ -> false;
    };
  }

  /**
   * Returns the scope for these names; empty if one of them is wrong, which is reported elsewhere.
   */
  private Optional<Scope> scope(
      Draft file, Texts.Written written, Set<Reference> references, Map<String, Shape> extra) {
    Map<String, Shape> names = new LinkedHashMap<>(extra);
    names.put("inventory", inventory);
    names.put("incident", INCIDENT);
    names.put("now", Shape.Plain.TIME);
    for (Argument parameter : file.front().parameters()) {
      names.put(parameter.name(), Parameters.shape(parameter.type()));
    }
    boolean whole = true;
    Map<String, Set<String>> runbooks = new LinkedHashMap<>();
    for (Reference reference : references) {
      Optional<Draft.DraftBlock> own = folder.visible(file, reference.root());
      if (own.isPresent()) {
        Optional<Shape.Fields> shape = shape(file, own.get());
        shape.ifPresent(s -> names.put(reference.root(), s));
        whole &= shape.isPresent();
      } else if (!names.containsKey(reference.root())
          && folder.draft(reference.root()).isPresent()) {
        runbooks
            .computeIfAbsent(reference.root(), r -> new LinkedHashSet<>())
            .add(reference.field().orElse(""));
      }
    }
    for (Map.Entry<String, Set<String>> other : runbooks.entrySet()) {
      Optional<Shape.Fields> shape = runbook(other.getKey(), other.getValue(), written);
      shape.ifPresent(s -> names.put(other.getKey(), s));
      whole &= shape.isPresent();
    }
    return whole ? Optional.of(new Scope(names, others(file))) : Optional.empty();
  }

  private Optional<Shape.Fields> runbook(String id, Set<String> fields, Texts.Written written) {
    Draft file = folder.draft(id).orElseThrow();
    Map<String, Shape> shape = new LinkedHashMap<>();
    boolean whole = true;
    for (String field : fields) {
      Optional<Draft.DraftBlock> block = folder.visible(file, field);
      if (block.isPresent()) {
        Optional<Shape.Fields> type = shape(file, block.get());
        type.ifPresent(t -> shape.put(field, t));
        whole &= type.isPresent();
      } else if (field.equals(Folder.HOLDS)) {
        shape.put(field, Shape.Plain.FLAG);
      } else {
        whole = false;
        unknown(file, field, written);
      }
    }
    return whole ? Optional.of(new Shape.Fields(id, shape)) : Optional.empty();
  }

  private void unknown(Draft file, String field, Texts.Written written) {
    List<String> known =
        file.blocks().stream().filter(b -> b.kind().visible()).map(Draft.DraftBlock::name).toList();
    int at = Math.max(0, written.text().indexOf(file.id()));
    problems.error(
        written.place().at(at),
        ErrorCode.CONDITION_INVALID,
        field.isEmpty()
            ? "The runbook '" + file.id() + "' is no value."
            : "The runbook '" + file.id() + "' has no check, cause or action '" + field + "'.",
        Nearest.to(field, known)
            .map(n -> "Did you mean '" + file.id() + "." + n + "'?")
            .orElse("Name one of its parts, or " + file.id() + ".holds."));
  }

  private Set<String> others(Draft file) {
    Set<String> names = new TreeSet<>();
    file.blocks().stream().filter(b -> b.kind().visible()).forEach(b -> names.add(b.name()));
    folder.drafts().forEach(d -> names.add(d.id()));
    return names;
  }
}
