package dev.twokey.diagnosis;

import dev.twokey.condition.Bindings;
import dev.twokey.condition.Reference;
import dev.twokey.condition.Truth;
import dev.twokey.runbook.Block;
import dev.twokey.runbook.Cause;
import dev.twokey.runbook.Check;
import dev.twokey.runbook.Drill;
import dev.twokey.runbook.Forbid;
import dev.twokey.runbook.Runbook;
import dev.twokey.runbook.RunbookAction;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that conditions see at one moment, found out on demand. The catalog has no circles, so
 * finding out ends. Not safe for threads.
 */
final class Snapshot {
  /** Bound elsewhere, or always. */
  private static final Set<String> UNBOUND = Set.of("it", "each", "now");

  private final RunbookCatalog catalog;
  private final Situation situation;
  private final Samples samples;
  private final Pace pace;
  private final Instant at;
  private final Map<String, Object> inventory;
  private final Map<String, CheckState> checks = new HashMap<>();
  private final Map<String, CauseState> causes = new HashMap<>();
  private final Map<String, Moment> moments = new HashMap<>();

  Snapshot(RunbookCatalog catalog, Situation situation, Samples samples, Pace pace, Instant at) {
    this.catalog = catalog;
    this.situation = situation;
    this.samples = samples;
    this.pace = pace;
    this.at = at;
    this.inventory = catalog.inventory(situation.environment());
  }

  RunbookCatalog catalog() {
    return catalog;
  }

  Situation situation() {
    return situation;
  }

  Samples samples() {
    return samples;
  }

  Pace pace() {
    return pace;
  }

  Instant at() {
    return at;
  }

  CheckState check(Check check) {
    CheckState known = checks.get(check.id());
    if (known == null) {
      known = new CheckJudge(this, check).judge();
      checks.put(check.id(), known);
    }
    return known;
  }

  CauseState cause(Cause cause) {
    CauseState known = causes.get(cause.id());
    if (known == null) {
      known = new CauseJudge(this, cause).judge();
      causes.put(cause.id(), known);
    }
    return known;
  }

  Moment moment(Cause cause) {
    Moment known = moments.get(cause.id());
    if (known == null) {
      known = Moment.of(this, cause);
      moments.put(cause.id(), known);
    }
    return known;
  }

  /** Returns whether any cause of a runbook holds. */
  Truth holds(Runbook runbook) {
    Truth any = Truth.of(false);
    for (Cause cause : runbook.causes()) {
      any = any.or(cause(cause).holds());
    }
    return any;
  }

  /** Returns the values that these names of a runbook have. */
  Bindings bindings(Set<Reference> references, String runbook) {
    Bindings bindings = Bindings.EMPTY.with("now", at);
    Runbook home = catalog.runbook(runbook).orElseThrow();
    Map<String, Map<String, Object>> others = new LinkedHashMap<>();
    for (Reference reference : references) {
      String root = reference.root();
      if (UNBOUND.contains(root)) {
        continue;
      }
      Block own = home.blocks().get(root);
      if (own != null) {
        bindings = bind(bindings, root, own, Optional.empty());
      } else if (root.equals("incident")) {
        bindings = incident(bindings);
      } else if (root.equals("inventory")) {
        bindings = bindings.with(root, inventory);
      } else if (home.parameters().stream().anyMatch(p -> p.name().equals(root))) {
        bindings = parameter(bindings, root);
      } else if (catalog.runbook(root).isPresent()) {
        Runbook other = catalog.runbook(root).orElseThrow();
        Map<String, Object> fields = others.computeIfAbsent(root, _ -> new LinkedHashMap<>());
        bindings = field(bindings, other, reference.field().orElseThrow(), fields);
        bindings = bindings.with(root, fields);
      }
    }
    return bindings;
  }

  private Bindings field(
      Bindings bindings, Runbook other, String field, Map<String, Object> fields) {
    Block block = other.blocks().get(field);
    if (block != null) {
      return bind(bindings, other.id() + "." + field, block, Optional.of(fields));
    }
    Truth holds = holds(other);
    if (holds instanceof Truth.Unknown(Set<String> why)) {
      return bindings.unread(other.id() + "." + field, why);
    }
    fields.put(field, holds.holds());
    return bindings;
  }

  /** Binds a block, to a name of its own or as a field of its runbook. */
  private Bindings bind(
      Bindings bindings, String name, Block block, Optional<Map<String, Object>> into) {
    Optional<Map<String, Object>> value = Optional.empty();
    Set<String> why = Set.of();
    switch (block) {
      case Check check -> {
        CheckState state = check(check);
        value = state.value();
        why = state.why();
      }
      case Cause cause -> {
        CauseState state = cause(cause);
        value = Optional.of(state.value()).filter(v -> !v.isEmpty());
        why =
            state.holds() instanceof Truth.Unknown(Set<String> reasons) ? reasons : reasons(state);
      }
      case RunbookAction action -> value = Optional.of(done(action));
      case Forbid _, Drill _ -> {}
    }
    if (value.isEmpty()) {
      return bindings.unread(name, why.isEmpty() ? Set.of(name + " was not read") : why);
    }
    Bindings explained = bindings.missing(name, why);
    if (into.isPresent()) {
      into.get().put(block.name(), value.get());
      return explained;
    }
    return explained.with(name, value.get());
  }

  /** Returns why parts of an item are missing, if it comes from the rows of a check. */
  Set<String> reasons(Set<Reference> source, String runbook, String item) {
    Set<String> why = new TreeSet<>();
    for (String id : catalog.names(source, runbook)) {
      catalog()
          .check(id)
          .ifPresent(check ->
              check(check).rows().stream()
                  .filter(r -> check.many() && r.item().name().equals(item))
                  .forEach(r -> why.addAll(r.why())));
    }
    return why;
  }

  private static Set<String> reasons(CauseState state) {
    Set<String> why = new TreeSet<>();
    for (CauseState.Row row : state.rows()) {
      if (row.window().truth() instanceof Truth.Unknown(Set<String> reasons)) {
        why.addAll(reasons);
      }
    }
    return why;
  }

  private Map<String, Object> done(RunbookAction action) {
    Map<String, Object> value = new LinkedHashMap<>();
    Situation.Done done = situation.done().get(action.id());
    value.put("done", done != null);
    if (done != null) {
      value.put("at", done.at());
    }
    if (action.each().isPresent()) {
      value.put(
          "items", done == null ? List.of() : done.items().stream().map(Item::value).toList());
    }
    return value;
  }

  private Bindings incident(Bindings bindings) {
    Map<String, Object> incident = new LinkedHashMap<>();
    incident.put("environment", situation.environment().name());
    situation
        .started()
        .ifPresent(started -> {
          incident.put("started", started);
          incident.put("lasted", Duration.between(started, situation.ended().orElse(at)));
        });
    situation.ended().ifPresent(ended -> incident.put("ended", ended));
    Set<String> why =
        situation.started().isEmpty()
            ? Set.of("no incident is open")
            : Set.of("the incident has not ended");
    return bindings.with("incident", incident).missing("incident", why);
  }

  private Bindings parameter(Bindings bindings, String name) {
    Object value = situation.parameters().get(name);
    return value == null
        ? bindings.unread(name, Set.of("the parameter " + name + " is not given"))
        : bindings.with(name, value);
  }
}
