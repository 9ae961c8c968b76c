package dev.twokey.diagnosis;

import dev.twokey.condition.Bindings;
import dev.twokey.condition.Reference;
import dev.twokey.condition.Truth;
import dev.twokey.condition.Value;
import dev.twokey.condition.Words;
import dev.twokey.probe.Reading;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out what a check is at one moment. */
final class CheckJudge {
  private final Snapshot snapshot;
  private final Check check;
  private final Instant now;

  CheckJudge(Snapshot snapshot, Check check) {
    this.snapshot = snapshot;
    this.check = check;
    this.now = snapshot.at();
  }

  /**
   * Returns the items that are to be read, or why they can't be told; without items a single one.
   */
  Items.Result items() {
    if (check.each().isPresent()) {
      Value value = check.each().get().evaluate(bindings(check.each().get().references()));
      return Items.of(value);
    }
    List<Item> items =
        check
            .from()
            .map(f -> Items.instances(snapshot.situation().environment(), f.text()))
            .orElse(List.of(new Item("", Map.of())));
    return new Items.Result(Optional.of(items), Set.of());
  }

  /** Returns whether an item is to be read. */
  Truth wanted(Item item) {
    return check
        .when()
        .map(w -> w.judge(bound(bindings(w.references()), item)))
        .orElse(Truth.of(true));
  }

  /** Returns the arguments of a reading, a map, and where it is asked, if that is said. */
  List<Value> arguments(Item item) {
    List<Value> arguments = new ArrayList<>();
    arguments.add(check.with().evaluate(bound(bindings(check.with().references()), item)));
    if (check.each().isEmpty() && check.from().isPresent()) {
      arguments.add(new Value.Known(item.name()));
    } else if (check.from().isPresent()) {
      Set<Reference> references = check.from().get().references();
      arguments.add(check.from().get().evaluate(bound(bindings(references), item)));
    }
    return arguments;
  }

  CheckState judge() {
    Items.Result items = items();
    boolean expects = check.expect().isPresent();
    if (items.items().isEmpty()) {
      Set<String> why = Reasons.named(check.name(), items.why());
      return CheckState.unread(check.many(), expects, false, why);
    }
    List<CheckState.Row> rows = new ArrayList<>();
    for (Item item : items.items().get()) {
      Truth wanted = wanted(item);
      if (wanted instanceof Truth.Unknown(Set<String> why)) {
        rows.add(unread(item, Reasons.named(label(item), why)));
      } else if (wanted.holds()) {
        rows.add(row(item));
      }
    }
    if (!check.many() && rows.isEmpty()) {
      Set<String> why = Set.of(check.name() + ": not read, since its 'when' is false");
      return CheckState.unread(false, expects, true, why);
    }
    Optional<Truth> ok = expects ? Optional.of(CheckState.all(rows)) : Optional.empty();
    boolean skipped = rows.isEmpty() && !items.items().get().isEmpty();
    Set<String> why =
        rows.isEmpty()
            ? Set.of(check.name() + ": nothing was looked at")
            : CheckState.reasons(rows);
    Optional<CauseResult.Waits> waits = rows.stream().flatMap(r -> r.waits().stream()).findFirst();
    return new CheckState(check.many(), items.items(), rows, ok, skipped, why, waits);
  }

  private CheckState.Row row(Item item) {
    Optional<Sample> last =
        snapshot
            .samples()
            .last(check.id(), item.name(), now)
            .filter(s -> snapshot.pace().counts(check, s.at(), now));
    Window ok = ok(item, last);
    Set<String> why =
        last.isEmpty()
            ? Set.of(label(item) + ": " + notRead(item))
            : Reasons.named(label(item), reasons(last.get(), ok));
    Optional<Truth> judged =
        check.expect().isPresent() ? Optional.of(named(item, ok.truth())) : Optional.empty();
    return new CheckState.Row(
        item,
        last.flatMap(CheckJudge::values),
        last.map(Sample::at),
        judged,
        last.flatMap(CheckJudge::problem),
        why,
        ok.waits());
  }

  private CheckState.Row unread(Item item, Set<String> why) {
    Optional<Truth> ok =
        check.expect().isPresent() ? Optional.of(new Truth.Unknown(why)) : Optional.empty();
    return new CheckState.Row(
        item, Optional.empty(), Optional.empty(), ok, Optional.empty(), why, Optional.empty());
  }

  private Window ok(Item item, Optional<Sample> last) {
    if (check.expect().isEmpty()) {
      return Window.moment(Truth.of(true));
    }
    Duration held = snapshot.pace().held(check);
    if (held.isZero()) {
      return last.map(s -> normal(item, s))
          .orElseGet(() -> Window.moment(Truth.unknown(notRead(item))));
    }
    List<Window.Point> points = new ArrayList<>();
    for (Sample sample : snapshot.samples().of(check.id(), item.name())) {
      if (!sample.at().isAfter(now)) {
        points.add(new Window.Point(sample.at(), normal(item, sample).truth()));
      }
    }
    return Window.judge(points, held, now, snapshot.pace().gap(check));
  }

  /** Judges {@code expect} on one reading. */
  private Window normal(Item item, Sample sample) {
    if (!(sample.reading() instanceof Reading.Observed(Instant _, Map<String, Object> values))) {
      return Window.moment(Truth.unknown(problem(sample).map(Problem::what).orElse("not read")));
    }
    Map<String, Object> it = new LinkedHashMap<>(values);
    Optional<CauseResult.Waits> waits = Optional.empty();
    if (check.over().isPresent()) {
      Optional<Map<String, Object>> was = was(item, sample);
      was.ifPresent(w -> it.put("was", w));
      waits = was.isPresent() ? Optional.empty() : Optional.of(soFar(item, sample));
    }
    Bindings bindings =
        bound(bindings(check.expect().orElseThrow().references()), item).with("it", it);
    if (waits.isPresent()) {
      CauseResult.Waits open = waits.get();
      bindings = bindings.missing("it", Set.of(Window.needs(open.wanted(), open.soFar())));
    }
    Truth truth = check.expect().orElseThrow().judge(bindings);
    return new Window(truth, truth instanceof Truth.Unknown ? waits : Optional.empty());
  }

  /** Returns the reading that lies {@code over} back. */
  private Optional<Map<String, Object>> was(Item item, Sample sample) {
    Pace pace = snapshot.pace();
    Duration over = pace.over(check).orElseThrow();
    Instant latest = sample.at().minus(over).plus(pace.every(check).dividedBy(2));
    Instant earliest = sample.at().minus(over).minus(pace.gap(check));
    Optional<Map<String, Object>> was = Optional.empty();
    for (Sample earlier : snapshot.samples().of(check.id(), item.name())) {
      boolean fits =
          earlier.at().isBefore(sample.at())
              && !earlier.at().isAfter(latest)
              && !earlier.at().isBefore(earliest);
      if (fits && values(earlier).isPresent()) {
        was = values(earlier);
      }
    }
    return was;
  }

  private CauseResult.Waits soFar(Item item, Sample sample) {
    Duration over = snapshot.pace().over(check).orElseThrow();
    Instant first = snapshot.samples().of(check.id(), item.name()).getFirst().at();
    Duration soFar = Duration.between(first, sample.at());
    return new CauseResult.Waits(over, soFar.compareTo(over) < 0 ? soFar : Duration.ZERO);
  }

  private String notRead(Item item) {
    return snapshot
        .samples()
        .last(check.id(), item.name(), now)
        .map(s ->
            "last read " + Words.span(Duration.between(s.at(), now)) + " ago, which is too old")
        .orElse("not read yet");
  }

  private Set<String> reasons(Sample last, Window ok) {
    Optional<Problem> problem = problem(last);
    if (problem.isPresent()) {
      return Set.of(problem.get().what());
    }
    return ok.truth() instanceof Truth.Unknown(Set<String> why) ? why : Set.of();
  }

  private Truth named(Item item, Truth truth) {
    return truth instanceof Truth.Unknown(Set<String> why)
        ? new Truth.Unknown(Reasons.named(label(item), why))
        : truth;
  }

  private Bindings bindings(Set<Reference> references) {
    return snapshot.bindings(references, check.runbook());
  }

  private Bindings bound(Bindings bindings, Item item) {
    return check.many() ? bindings.with("each", item.value()) : bindings;
  }

  private String label(Item item) {
    return Reasons.label(check.name(), item.name());
  }

  private static Optional<Map<String, Object>> values(Sample sample) {
    return sample.reading() instanceof Reading.Observed observed
        ? Optional.of(observed.values())
        : Optional.empty();
  }

  private static Optional<Problem> problem(Sample sample) {
    return sample.reading() instanceof Reading.Unreadable unreadable
        ? Optional.of(unreadable.why())
        : Optional.empty();
  }
}
