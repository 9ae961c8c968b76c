package dev.twokey.diagnosis;

import dev.twokey.condition.Truth;
import dev.twokey.runbook.Cause;
import dev.twokey.runbook.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out whether a cause holds, and has held for as long as it must. */
final class CauseJudge {
  private static final Samples.Seen UNSEEN =
      new Samples.Seen(Optional.empty(), Instant.MIN, Optional.empty());

  private final Snapshot snapshot;
  private final Cause cause;
  private final Duration held;

  CauseJudge(Snapshot snapshot, Cause cause) {
    this.snapshot = snapshot;
    this.cause = cause;
    this.held = snapshot.pace().scaled(cause.held());
  }

  CauseState judge() {
    Moment now = snapshot.moment(cause);
    boolean many = cause.each().isPresent();
    if (now.items().isEmpty()) {
      return new CauseState(many, new Truth.Unknown(now.why()), List.of(), Optional.empty());
    }
    List<CauseState.Row> rows = new ArrayList<>();
    Truth any = Truth.of(false);
    for (Item item : now.items().get()) {
      Window window = window(item, now.of(item.name()));
      rows.add(new CauseState.Row(item, window));
      any = any.or(window.truth());
    }
    Optional<CauseResult.Waits> waits =
        any instanceof Truth.Unknown
            ? rows.stream().flatMap(r -> r.window().waits().stream()).findFirst()
            : Optional.empty();
    return new CauseState(many, any, rows, waits);
  }

  /**
   * Returns what was seen of this cause so far, with what is seen now. Only what is certain counts:
   * something unknown that lasts becomes a gap.
   */
  Map<String, Samples.Seen> seen() {
    Map<String, Samples.Seen> seen = new LinkedHashMap<>();
    String prefix = Sample.key(cause.id(), "");
    snapshot
        .samples()
        .causes()
        .forEach((key, before) -> {
          if (key.startsWith(prefix)) {
            seen.put(key, before);
          }
        });
    Moment now = snapshot.moment(cause);
    if (now.items().isEmpty()) {
      return seen;
    }
    now.items().get().forEach(i -> seen.putIfAbsent(prefix + i.name(), UNSEEN));
    seen.replaceAll((key, before) -> look(before, now.of(key.substring(prefix.length()))));
    seen.values().removeIf(UNSEEN::equals);
    return seen;
  }

  private Samples.Seen look(Samples.Seen before, Truth now) {
    if (now instanceof Truth.Unknown) {
      return before;
    }
    return before.equals(UNSEEN)
        ? Samples.Seen.first(snapshot.at(), now.holds())
        : before.and(snapshot.at(), now.holds(), gap());
  }

  private Window window(Item item, Truth now) {
    if (held.isZero() || now.fails()) {
      return Window.moment(now);
    }
    Instant start = snapshot.at().minus(held);
    Optional<Samples.Seen> seen =
        Optional.ofNullable(snapshot.samples().causes().get(Sample.key(cause.id(), item.name())));
    if (seen.flatMap(Samples.Seen::broken).filter(t -> !t.isBefore(start)).isPresent()) {
      return Window.moment(Truth.of(false));
    }
    if (!now.holds()) {
      return Window.moment(now);
    }
    Instant from =
        seen.map(s -> s.and(snapshot.at(), true, gap()))
            .flatMap(Samples.Seen::from)
            .orElse(snapshot.at());
    return from.isAfter(start)
        ? Window.open(held, Duration.between(from, snapshot.at()))
        : Window.moment(Truth.of(true));
  }

  /** Returns how far two looks may lie apart: as far as the readings of the slowest check. */
  private Duration gap() {
    Duration gap = Duration.ZERO;
    for (String id : snapshot.catalog().closure(Set.of(cause.id()))) {
      Optional<Check> check = snapshot.catalog().check(id);
      Duration its = check.map(snapshot.pace()::gap).orElse(Duration.ZERO);
      gap = its.compareTo(gap) > 0 ? its : gap;
    }
    return gap;
  }
}
