package dev.twokey.checklist;

import dev.twokey.checklist.ChecklistEvent.ListClosed;
import dev.twokey.checklist.ChecklistEvent.ListRead;
import dev.twokey.checklist.ChecklistEvent.WatchEnded;
import dev.twokey.diagnosis.CheckCall;
import dev.twokey.diagnosis.Inquiry;
import dev.twokey.diagnosis.Sample;
import dev.twokey.diagnosis.Samples;
import dev.twokey.diagnosis.Sampling;
import dev.twokey.diagnosis.Situation;
import dev.twokey.diagnosis.Wave;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decision;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.inventory.Environment;
import dev.twokey.probe.ProbeCall;
import dev.twokey.runbook.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from readings: what is read next, what is told of open tasks, and what Twokey ticks.
 * Read are the check that is next in order, the causes that say whether open tasks apply, and what
 * actions need that can be done now.
 */
final class Reading {
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Checklist state;
  private final Context<Known> context;
  private final Instant now;

  Reading(Checklist state, Context<Known> context) {
    this.state = state;
    this.context = context;
    this.now = context.now();
  }

  /** Finds out what is to be read after people worked. */
  Decision<ChecklistEvent> anew() {
    return decide(Map.of(), now);
  }

  /** Takes readings in. */
  Decision<ChecklistEvent> after(Map<String, dev.twokey.probe.Reading> readings) {
    return decide(readings, state.wave().map(Wave::since).orElse(now));
  }

  private Decision<ChecklistEvent> decide(
      Map<String, dev.twokey.probe.Reading> readings, Instant since) {
    if (state.isDone()) {
      return closed();
    }
    Checklist.Opened opened = state.opened().orElseThrow();
    Optional<Environment> environment =
        context.known().inventory().environment(opened.opening().environment());
    List<Sample> fresh = Sample.of(readings);
    Set<String> asked = asked();
    if (environment.isEmpty()) {
      return Decision.of(
          new WatchEnded(opened.opening().environment() + " is not in the inventory any more"));
    } else if (asked.isEmpty() || !state.watching()) {
      return Decision.of(new ListRead(fresh, Map.of(), now, missing(), Optional.empty()));
    } else if (!now.isBefore(opened.until())) {
      return Decision.of(new WatchEnded("it was read since " + opened.at() + ", that is enough"));
    }
    Inquiry inquiry =
        new Inquiry(
            context.known().catalog(), situation(environment.get()), asked, Sampling.ALL, since);
    return Decision.of(read(inquiry, fresh, readings.keySet()));
  }

  /** All is done. A list that was opened for a task of another ticks that. */
  private Decision<ChecklistEvent> closed() {
    Decision<ChecklistEvent> over = Decision.of(new ListClosed(Optional.empty(), "all is done", 0));
    Optional<TaskRef> above = state.opened().flatMap(o -> o.opening().above());
    return above
        .flatMap(ref ->
            ChecklistDecider.tick(
                    context, ref, List.of("the list " + state.id() + " was worked through"))
                .map(t -> over.and(ChecklistDecider.stream(ref.checklist()), t)))
        .orElse(over);
  }

  private List<ChecklistEvent> read(Inquiry inquiry, List<Sample> fresh, Set<String> just) {
    Samples all = state.samples().and(fresh);
    Samples.Memory memory = inquiry.memory(all, now);
    Samples samples = all.keep(memory);
    Instant forget = memory.oldest();
    Map<String, ProbeCall> more = calls(inquiry.next(current(samples), now));
    more.keySet().removeIf(key -> just.contains(key) || isRead(samples, key, inquiry.since()));
    if (!more.isEmpty()) {
      Wave next = new Wave(more, now, inquiry.since());
      List<News> news = List.copyOf(state.news().values());
      return List.of(new ListRead(fresh, samples.causes(), forget, news, Optional.of(next)));
    }
    Told told = new Told(state, context.known().catalog(), inquiry.evaluate(samples, now));
    List<News> news = new ArrayList<>(told.news());
    news.addAll(missing());
    List<ChecklistEvent> events = new ArrayList<>();
    events.add(
        new ListRead(fresh, samples.causes(), forget, news, Optional.of(later(inquiry, samples))));
    told.settles().ifPresent(events::add);
    return events;
  }

  /**
   * Where nothing is to be read, time alone may change what holds: it is looked at all the same.
   */
  private Wave later(Inquiry inquiry, Samples samples) {
    Environment environment = inquiry.situation().environment();
    Instant idle = now.plusMillis(Math.round(IDLE.toMillis() * environment.timeScale()));
    Instant at = inquiry.wakeAt(samples, now).orElse(idle);
    return new Wave(calls(inquiry.next(samples, at)), at, at);
  }

  /** The next check is read after what was done before it: older readings of it don't count. */
  private Samples current(Samples samples) {
    Optional<String> next = state.next().filter(t -> t.is(Link.Kind.CHECK)).map(Task::names);
    if (next.isEmpty()) {
      return samples;
    }
    Map<String, List<Sample>> kept = new LinkedHashMap<>(samples.byKey());
    kept.values()
        .removeIf(s ->
            s.getLast().check().equals(next.get()) && s.getLast().at().isBefore(state.since()));
    return new Samples(kept, samples.causes());
  }

  /** Returns the ids in the runbooks that must be known now. */
  private Set<String> asked() {
    Set<String> asked = new LinkedHashSet<>();
    state.next().filter(this::isThere).filter(this::isRead).ifPresent(t -> asked.add(t.names()));
    for (Task task : state.tasks()) {
      boolean open = !state.isSettled(task) && isThere(task);
      boolean ready = state.doubts(task).stream().allMatch(task::equals);
      if (open && ready && (task.is(Link.Kind.CAUSE) || task.is(Link.Kind.ACTION))) {
        asked.add(task.names());
      }
    }
    return asked;
  }

  /** Nothing is read twice in one round, or a round of slow readings would never end. */
  private static boolean isRead(Samples samples, String key, Instant since) {
    List<Sample> read = samples.byKey().getOrDefault(key, List.of());
    return !read.isEmpty() && !read.getLast().at().isBefore(since);
  }

  private boolean isRead(Task task) {
    return task.is(Link.Kind.CHECK) || task.is(Link.Kind.CAUSE);
  }

  private boolean isThere(Task task) {
    return context.known().catalog().block(task.names()).isPresent();
  }

  /** What names something that an edit took out of the files stays open, and says so. */
  private List<News> missing() {
    return state.tasks().stream()
        .filter(t -> !state.isSettled(t) && (isRead(t) || t.is(Link.Kind.ACTION)) && !isThere(t))
        .map(t ->
            new News(
                t.key(),
                News.Standing.UNKNOWN,
                List.of(t.names() + " is not in the runbooks any more")))
        .toList();
  }

  private Situation situation(Environment environment) {
    return state
        .opened()
        .flatMap(Checklist.Opened::incident)
        .map(id ->
            Situation.during(
                environment, context.look(IncidentDecider.FAMILY, IncidentDecider.stream(id))))
        .orElseGet(() -> Situation.of(environment));
  }

  private static Map<String, ProbeCall> calls(List<CheckCall> calls) {
    Map<String, ProbeCall> byKey = new LinkedHashMap<>();
    calls.forEach(c -> byKey.put(c.key(), c.call()));
    return byKey;
  }
}
