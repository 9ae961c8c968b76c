package dev.twokey.diagnosis;

import dev.twokey.inventory.Environment;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A world made by hand: what each probe would read there, and a clock that only the test moves. */
final class World {
  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final RunbookCatalog catalog;
  private final Environment environment;
  private final Map<String, Map<String, Object>> readings = new HashMap<>();
  private final Map<String, String> unreadable = new HashMap<>();
  private final List<List<String>> waves = new ArrayList<>();
  private Samples samples = Samples.NONE;
  private Instant now = START;
  private Optional<Instant> started = Optional.empty();
  private Map<String, Object> parameters = Map.of();
  private Map<String, Situation.Done> done = Map.of();
  private Instant since = START;

  World(RunbookCatalog catalog, Environment environment) {
    this.catalog = catalog;
    this.environment = environment;
  }

  /**
   * Says what a check reads; {@code key} is {@code check} or {@code check|item}, in any runbook.
   */
  World reads(String key, Object... fields) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put((String) fields[i], fields[i + 1]);
    }
    readings.put(key, map);
    unreadable.remove(key);
    return this;
  }

  /** Changes some fields of what a check reads. */
  World but(String key, Object... fields) {
    Map<String, Object> base = readings.getOrDefault(key.replaceFirst("\\|.*", ""), Map.of());
    Map<String, Object> map = new LinkedHashMap<>(readings.getOrDefault(key, base));
    for (int i = 0; i < fields.length; i += 2) {
      map.put((String) fields[i], fields[i + 1]);
    }
    readings.put(key, map);
    unreadable.remove(key);
    return this;
  }

  /** Leaves a field out of what a check reads. */
  World without(String key, String field) {
    Map<String, Object> map = new LinkedHashMap<>(readings.getOrDefault(key, Map.of()));
    map.remove(field);
    readings.put(key, map);
    return this;
  }

  /** Says that a check can't be read. */
  World cannot(String key, String why) {
    unreadable.put(key, why);
    return this;
  }

  World later(Duration by) {
    now = now.plus(by);
    return this;
  }

  World newRound() {
    since = now;
    return this;
  }

  World incidentSince(Instant at) {
    started = Optional.of(at);
    return this;
  }

  World given(Map<String, Object> values) {
    parameters = values;
    return this;
  }

  World hasDone(Map<String, Situation.Done> what) {
    done = what;
    return this;
  }

  Instant now() {
    return now;
  }

  Samples samples() {
    return samples;
  }

  /** Returns the keys that were read, wave by wave. */
  List<List<String>> waves() {
    return waves;
  }

  Inquiry inquiry(Sampling sampling, String... asked) {
    Situation situation = new Situation(environment, parameters, started, Optional.empty(), done);
    return new Inquiry(catalog, situation, Set.of(asked), sampling, since);
  }

  /** Reads all that can be read now, wave by wave, and judges it. */
  Evaluation ask(Sampling sampling, String... asked) {
    Inquiry inquiry = inquiry(sampling, asked);
    for (int wave = 0; wave < 10; wave++) {
      List<CheckCall> calls = inquiry.next(samples, now);
      if (calls.isEmpty()) {
        samples = inquiry.keep(samples, now);
        return inquiry.evaluate(samples, now);
      }
      waves.add(calls.stream().map(CheckCall::key).sorted().toList());
      samples = samples.and(calls.stream().map(this::read).toList());
    }
    throw new AssertionError("the waves don't end: " + waves);
  }

  /** Goes on for a time as the sampling wants it, and judges what there is in the end. */
  Evaluation watch(Duration time, Sampling sampling, String... asked) {
    Instant end = now.plus(time);
    ask(sampling, asked);
    Optional<Instant> wake = inquiry(sampling, asked).wakeAt(samples, now);
    while (wake.isPresent() && !wake.get().isAfter(end)) {
      now = wake.get();
      ask(sampling, asked);
      wake = inquiry(sampling, asked).wakeAt(samples, now);
    }
    now = end;
    return inquiry(sampling, asked).evaluate(samples, now);
  }

  /** Adds a reading at a time. */
  World sample(String check, String item, Duration ago, Object... fields) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put((String) fields[i], fields[i + 1]);
    }
    Instant at = now.minus(ago);
    samples = samples.and(List.of(new Sample(check, item, at, new Reading.Observed(at, map))));
    return this;
  }

  /** Adds a failed reading at a time. */
  World failed(String check, String item, Duration ago, String why) {
    Instant at = now.minus(ago);
    samples =
        samples.and(List.of(new Sample(check, item, at, new Reading.Unreadable(at, problem(why)))));
    return this;
  }

  private Sample read(CheckCall call) {
    String check = call.check().substring(call.check().indexOf('.') + 1);
    for (String key : List.of(check + "|" + call.item(), check)) {
      String why = unreadable.get(key);
      if (why != null) {
        return new Sample(
            call.check(), call.item(), now, new Reading.Unreadable(now, problem(why)));
      }
      Map<String, Object> fields = readings.get(key);
      if (fields != null) {
        return new Sample(call.check(), call.item(), now, new Reading.Observed(now, fields));
      }
    }
    throw new AssertionError("the world does not say what " + call.key() + " reads");
  }

  private static Problem problem(String why) {
    return new Problem(ErrorCode.PROBE_FAILED, why, "");
  }
}
