package dev.twokey.diagnosis;

import dev.twokey.condition.Truth;
import dev.twokey.runbook.Cause;
import dev.twokey.runbook.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds out whether a cause holds at one moment, and has held for as long as it must. */
final class CauseJudge {
  private final Snapshot snapshot;
  private final Cause cause;

  CauseJudge(Snapshot snapshot, Cause cause) {
    this.snapshot = snapshot;
    this.cause = cause;
  }

  CauseState judge() {
    Moment now = snapshot.moment(cause);
    boolean many = cause.each().isPresent();
    if (now.items().isEmpty()) {
      return new CauseState(many, new Truth.Unknown(now.why()), List.of(), Optional.empty());
    }
    Duration held = snapshot.pace().scaled(cause.held());
    List<Snapshot> before = held.isZero() ? List.of() : history(held);
    List<CauseState.Row> rows = new ArrayList<>();
    Truth any = Truth.of(false);
    for (Item item : now.items().get()) {
      Window window = window(item, now.of(item.name()), before, held);
      rows.add(new CauseState.Row(item, window));
      any = any.or(window.truth());
    }
    Optional<CauseResult.Waits> waits =
        any instanceof Truth.Unknown
            ? rows.stream().flatMap(r -> r.window().waits().stream()).findFirst()
            : Optional.empty();
    return new CauseState(many, any, rows, waits);
  }

  private Window window(Item item, Truth now, List<Snapshot> before, Duration held) {
    if (held.isZero()) {
      return Window.moment(now);
    }
    List<Window.Point> points = new ArrayList<>();
    for (Snapshot earlier : before) {
      points.add(new Window.Point(earlier.at(), earlier.moment(cause).of(item.name())));
    }
    points.add(new Window.Point(snapshot.at(), now));
    return Window.judge(points, held, snapshot.at(), gap());
  }

  /** Returns the moments of the window, oldest first, one for each bundle of readings. */
  private List<Snapshot> history(Duration held) {
    Duration bundle = Duration.ofDays(1);
    Set<Instant> times = new TreeSet<>();
    Instant from = snapshot.at().minus(held).minus(gap());
    for (Check check : checks()) {
      Duration half = snapshot.pace().every(check).dividedBy(2);
      bundle = half.compareTo(bundle) < 0 ? half : bundle;
      String prefix = Sample.key(check.id(), "");
      snapshot
          .samples()
          .byKey()
          .forEach((key, samples) -> {
            if (key.startsWith(prefix)) {
              samples.stream()
                  .map(Sample::at)
                  .filter(t -> t.isAfter(from) && t.isBefore(snapshot.at()))
                  .forEach(times::add);
            }
          });
    }
    return bundles(new ArrayList<>(times), bundle).stream().map(snapshot::at).toList();
  }

  /** Returns the last time of each run of times that lie close together. */
  private static List<Instant> bundles(List<Instant> times, Duration width) {
    List<Instant> ends = new ArrayList<>();
    Instant first = Instant.MIN;
    for (Instant time : times) {
      boolean same = !ends.isEmpty() && Duration.between(first, time).compareTo(width) <= 0;
      if (same) {
        ends.removeLast();
      } else {
        first = time;
      }
      ends.add(time);
    }
    return ends;
  }

  private List<Check> checks() {
    return snapshot.catalog().closure(Set.of(cause.id())).stream()
        .flatMap(id -> snapshot.catalog().check(id).stream())
        .toList();
  }

  private Duration gap() {
    return checks().stream()
        .map(snapshot.pace()::gap)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
