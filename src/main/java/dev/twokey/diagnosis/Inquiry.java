package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.twokey.condition.Value;
import dev.twokey.probe.ProbeCall;
import dev.twokey.runbook.Check;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question to an environment: what must be read to answer it, and when. A value without memory;
 * the readings so far are handed in.
 *
 * @param catalog all runbooks
 * @param situation environment, parameters, incident
 * @param asked what must be known: ids in the whole folder of checks, causes, actions (what they
 *     need, verify and choose from), forbids, drills and task lists, or of runbooks (all that they
 *     diagnose)
 * @param sampling what is read again when time goes on
 * @param since when this round began: what was read since then counts to its end, however long it
 *     takes; older readings count while they are fresh
 */
public record Inquiry(
    RunbookCatalog catalog,
    Situation situation,
    Set<String> asked,
    Sampling sampling,
    Instant since) {
  public Inquiry {
    requireNonNull(catalog, "catalog");
    requireNonNull(situation, "situation");
    requireNonNull(sampling, "sampling");
    requireNonNull(since, "since");
    asked = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(asked));
  }

  /**
   * Returns what can be read now and is missing, too old or due again. What depends on other
   * readings comes when these are there, so call it again after each; empty means that nothing more
   * can be read for now. It does not know what is in flight.
   */
  public List<CheckCall> next(Samples samples, Instant now) {
    Snapshot snapshot = snapshot(samples, now);
    Set<String> sampled = sampled(snapshot);
    List<CheckCall> calls = new ArrayList<>();
    for (Check check : checks()) {
      boolean again = sampled.contains(check.id());
      for (Item item : items(snapshot, check)) {
        Optional<Sample> last = samples.last(check.id(), item.name(), now);
        boolean counts = last.filter(s -> snapshot.pace().counts(check, s.at(), now)).isPresent();
        if (!counts || (again && !due(snapshot, check, last.get()).isAfter(now))) {
          call(snapshot, check, item).ifPresent(calls::add);
        }
      }
    }
    return List.copyOf(calls);
  }

  /** Returns when the next reading is due, if the sampling wants any; always after {@code now}. */
  public Optional<Instant> wakeAt(Samples samples, Instant now) {
    Snapshot snapshot = snapshot(samples, now);
    Set<String> sampled = sampled(snapshot);
    Optional<Instant> first = Optional.empty();
    for (Check check : checks()) {
      if (sampled.contains(check.id())) {
        for (Item item : items(snapshot, check)) {
          Optional<Instant> due =
              samples
                  .last(check.id(), item.name(), now)
                  .map(s -> due(snapshot, check, s))
                  .filter(t -> t.isAfter(now));
          if (due.isPresent() && (first.isEmpty() || due.get().isBefore(first.get()))) {
            first = due;
          }
        }
      }
    }
    return first;
  }

  /** Judges what was asked on the readings so far. */
  public Evaluation evaluate(Samples samples, Instant now) {
    return new Evaluation(snapshot(samples, now), Asked.closure(catalog, asked));
  }

  /** Returns the samples as they are to be kept, by {@link #memory}. */
  public Samples keep(Samples samples, Instant now) {
    return samples.keep(memory(samples, now));
  }

  /**
   * Returns what is to be remembered of the samples. To be called after each bundle of readings: it
   * notes which causes with {@code for} hold now, and forgets readings that no window reaches any
   * more.
   */
  public Samples.Memory memory(Samples samples, Instant now) {
    Snapshot snapshot = snapshot(samples, now);
    Map<String, Samples.Seen> seen = new LinkedHashMap<>(samples.causes());
    for (String id : Asked.closure(catalog, asked)) {
      catalog
          .cause(id)
          .filter(c -> !c.held().isZero())
          .ifPresent(c -> seen.putAll(new CauseJudge(snapshot, c).seen()));
    }
    Duration longest = Duration.ZERO;
    for (Check check : checks()) {
      Duration memory =
          snapshot.pace().scaled(check.memory()).plus(snapshot.pace().gap(check).multipliedBy(2));
      longest = memory.compareTo(longest) > 0 ? memory : longest;
    }
    return new Samples.Memory(now.minus(longest), seen);
  }

  private List<Check> checks() {
    return Asked.closure(catalog, asked).stream()
        .flatMap(id -> catalog.check(id).stream())
        .toList();
  }

  private Snapshot snapshot(Samples samples, Instant now) {
    Pace pace = Pace.of(situation.environment(), sampling, since);
    return new Snapshot(catalog, situation, samples, pace, now);
  }

  private static List<Item> items(Snapshot snapshot, Check check) {
    CheckJudge judge = new CheckJudge(snapshot, check);
    return judge.items().items().orElse(List.of()).stream()
        .filter(i -> judge.wanted(i).holds())
        .toList();
  }

  private static Instant due(Snapshot snapshot, Check check, Sample last) {
    return last.at().plus(snapshot.pace().every(check));
  }

  private Optional<CheckCall> call(Snapshot snapshot, Check check, Item item) {
    Optional<String> from = Optional.empty();
    Map<String, Object> with = new HashMap<>();
    List<Value> parts = new CheckJudge(snapshot, check).arguments(item);
    for (Value part : parts) {
      switch (part) {
        case Value.Known(Map<?, ?> map) -> map.forEach((k, v) -> with.put(k.toString(), v));
        case Value.Known(Object place) -> from = Optional.of(place.toString());
        case Value.Unknown _ -> {
          return Optional.empty();
        }
      }
    }
    ProbeCall call =
        new ProbeCall(check.probe(), situation.environment().name(), from, with, check.timeout());
    return Optional.of(new CheckCall(check.id(), item.name(), call));
  }

  /** Returns the checks that are read again at their {@code every}. */
  private Set<String> sampled(Snapshot snapshot) {
    return switch (sampling) {
      case NONE -> Set.of();
      case ALL -> new LinkedHashSet<>(Asked.closure(catalog, asked));
      case WINDOWS -> {
        Set<String> open = new LinkedHashSet<>();
        for (String id : Asked.closure(catalog, asked)) {
          boolean waits =
              catalog.check(id).filter(c -> snapshot.check(c).waits().isPresent()).isPresent()
                  || catalog
                      .cause(id)
                      .filter(c -> snapshot.cause(c).waits().isPresent())
                      .isPresent();
          if (waits) {
            open.addAll(catalog.closure(Set.of(id)));
          }
        }
        yield open;
      }
    };
  }
}
