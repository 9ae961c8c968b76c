package dev.twokey.diagnosis;

import dev.twokey.action.Effect;
import dev.twokey.condition.Bindings;
import dev.twokey.condition.Expression;
import dev.twokey.condition.Reference;
import dev.twokey.condition.Truth;
import dev.twokey.condition.Value;
import dev.twokey.runbook.Cause;
import dev.twokey.runbook.Check;
import dev.twokey.runbook.Forbid;
import dev.twokey.runbook.Link;
import dev.twokey.runbook.RunbookAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the readings say. A condition that names something nobody asked for is unknown, never false.
 * Not safe for threads.
 */
public final class Evaluation {
  private final Snapshot snapshot;
  private final List<String> asked;

  Evaluation(Snapshot snapshot, List<String> asked) {
    this.snapshot = snapshot;
    this.asked = asked;
  }

  /** Returns as of when it is. */
  public Instant at() {
    return snapshot.at();
  }

  /** Returns all checks that were asked for, directly or by what depends on them. */
  public List<CheckResult> checks() {
    return asked.stream()
        .flatMap(id -> snapshot.catalog().check(id).stream())
        .map(this::result)
        .toList();
  }

  /** Returns a check; it must exist. */
  public CheckResult check(String id) {
    return result(snapshot.catalog().check(id).orElseThrow());
  }

  /** Returns all causes that were asked for, directly or by what depends on them. */
  public List<CauseResult> causes() {
    return asked.stream()
        .flatMap(id -> snapshot.catalog().cause(id).stream())
        .map(this::result)
        .toList();
  }

  /** Returns a cause; it must exist. */
  public CauseResult cause(String id) {
    return result(snapshot.catalog().cause(id).orElseThrow());
  }

  /**
   * Returns whether nothing is wrong and nothing is missing: no cause holds or is open, all checks
   * were read and are normal.
   */
  public boolean healthy() {
    return causes().stream().allMatch(c -> c.holds().fails())
        && checks().stream()
            .allMatch(c -> c.skipped() || (c.read() && c.ok().map(Truth::holds).orElse(true)));
  }

  /** Judges a condition of a runbook. */
  public Truth truth(Expression condition, String runbook) {
    return truth(condition, runbook, Optional.empty());
  }

  /** Judges a condition of a runbook for one item of the {@code each} beside it. */
  public Truth truth(Expression condition, String runbook, Optional<Item> each) {
    return condition.judge(bindings(condition.references(), runbook, each));
  }

  /** Returns the values of these names of a runbook, to fill in its texts and arguments. */
  public Bindings bindings(Set<Reference> references, String runbook, Optional<Item> each) {
    Bindings bindings = snapshot.bindings(references, runbook);
    return each.isPresent() ? bindings.with("each", each.get().value()) : bindings;
  }

  /** The targets of an action, or why they can't be told. */
  public sealed interface Targets {
    /** These; an action without {@code each} has one with an empty name. */
    record Known(List<Item> items) implements Targets {
      public Known {
        items = List.copyOf(items);
      }
    }

    /** Can't be told. */
    record Unknown(Set<String> why) implements Targets {
      public Unknown {
        why = java.util.Collections.unmodifiableSet(new TreeSet<>(why));
      }
    }
  }

  /** Returns what an action may be done to. */
  public Targets targets(RunbookAction action) {
    if (action.each().isEmpty()) {
      return new Targets.Known(List.of(new Item("", Map.of())));
    }
    Expression each = action.each().get();
    Value value = each.evaluate(snapshot.bindings(each.references(), action.runbook()));
    Items.Result items = Items.of(value);
    return items
        .items()
        .<Targets>map(Targets.Known::new)
        .orElseGet(() -> new Targets.Unknown(items.why()));
  }

  /**
   * Returns the forbids of all runbooks that speak of this effect on this entry, with their truth.
   */
  public List<ForbidResult> forbids(Effect effect, String target) {
    List<ForbidResult> results = new ArrayList<>();
    for (Forbid forbid : snapshot.catalog().forbids()) {
      if (forbid.effects().contains(effect) && forbid.targets().contains(target)) {
        Truth during = truth(forbid.during(), forbid.runbook());
        Bindings bindings = snapshot.bindings(forbid.says().references(), forbid.runbook());
        results.add(new ForbidResult(forbid.id(), during, forbid.says().render(bindings)));
      }
    }
    return List.copyOf(results);
  }

  private CheckResult result(Check check) {
    CheckState state = snapshot.check(check);
    List<CheckResult.Row> rows = new ArrayList<>();
    for (CheckState.Row row : state.rows()) {
      rows.add(
          new CheckResult.Row(
              row.item().name(),
              row.ok(),
              row.fields(check.many()),
              row.at(),
              row.reading().map(r -> says(check, row.item(), r)).orElse(""),
              row.problem()));
    }
    boolean read =
        state.items().isPresent()
            && !rows.isEmpty()
            && state.rows().stream().allMatch(r -> r.reading().isPresent());
    return new CheckResult(check.id(), state.ok(), read, state.skipped(), rows, state.why());
  }

  private String says(Check check, Item item, Map<String, Object> reading) {
    return check
        .says()
        .map(t -> {
          Bindings bindings =
              snapshot.bindings(t.references(), check.runbook()).with("it", reading);
          return t.render(check.many() ? bindings.with("each", item.value()) : bindings);
        })
        .orElse("");
  }

  private CauseResult result(Cause cause) {
    CauseState state = snapshot.cause(cause);
    boolean holds = state.holds().holds();
    Set<String> why =
        state.holds() instanceof Truth.Unknown(Set<String> reasons) ? reasons : Set.of();
    return new CauseResult(
        cause.id(),
        state.holds(),
        state.items(),
        holds ? says(cause, state) : List.of(),
        why,
        state.waits(),
        holds ? offers(cause) : List.of());
  }

  private List<String> says(Cause cause, CauseState state) {
    if (cause.says().isEmpty()) {
      return List.of();
    }
    Bindings bindings = snapshot.bindings(cause.says().get().references(), cause.runbook());
    return state.many()
        ? state.items().stream()
            .map(i -> cause.says().get().render(bindings.with("each", i.value())))
            .toList()
        : List.of(cause.says().get().render(bindings));
  }

  private List<CauseResult.Offer> offers(Cause cause) {
    List<CauseResult.Offer> offers = new ArrayList<>();
    for (Link link : cause.mitigate()) {
      Truth needs =
          snapshot
              .catalog()
              .action(link.id())
              .filter(a -> a.needs().filter(n -> !n.uses("each")).isPresent())
              .map(a -> truth(a.needs().orElseThrow(), a.runbook()))
              .orElse(Truth.of(true));
      if (!needs.fails()) {
        offers.add(new CauseResult.Offer(link, needs));
      }
    }
    return List.copyOf(offers);
  }
}
