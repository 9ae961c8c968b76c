package dev.twokey.engine;

import dev.twokey.journal.Erased;
import dev.twokey.journal.Event;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A folded stream with the work of it that is in flight, and what was decided on it and is not
 * recorded yet. Only the loop's thread touches it.
 */
final class Cell<S, I extends Input, E extends Event, K> {
  private final Family<S, I, E, K> family;
  private final StreamId stream;
  private S recorded;
  private S state;
  private long version;
  private final List<Event> ahead = new ArrayList<>(0);
  private final Map<String, Flight> inFlight = new LinkedHashMap<>();

  /** Work that was started, which start it was, and its cancel. */
  record Flight(Work work, long serial, Runnable cancel) {}

  Cell(Family<S, I, E, K> family, StreamId stream, List<Recorded> events) {
    this.family = family;
    this.stream = stream;
    this.recorded = family.decider().initial(stream);
    this.state = recorded;
    events.forEach(this::fold);
  }

  void fold(Recorded fact) {
    if (fact.version() <= version) {
      return;
    }
    if (fact.version() != version + 1) {
      throw new IllegalStateException(
          stream
              + " misses events between "
              + version
              + " and "
              + fact.version()
              + " (this is a bug)");
    }
    if (!(fact.event() instanceof Erased)) { // its text is gone; its place in the stream stays
      recorded = evolve(recorded, fact.event(), fact.at());
    }
    version = fact.version();
    catchUp(fact.event());
  }

  private void catchUp(Event event) {
    if (!ahead.isEmpty() && ahead.getFirst().equals(event)) {
      ahead.removeFirst();
    } else {
      ahead.clear(); // the record went another way: it counts
    }
    if (ahead.isEmpty()) {
      state = recorded;
    }
  }

  /** Lets an event hold that is not recorded yet. */
  void foresee(Event event, Instant at) {
    ahead.add(event);
    state = evolve(state, event, at);
  }

  /** Goes back to what is recorded. */
  void forget() {
    ahead.clear();
    state = recorded;
  }

  boolean isAhead() {
    return !ahead.isEmpty();
  }

  S evolve(S from, Event event, Instant at) {
    return family.decider().evolve(from, family.eventType().cast(event), at);
  }

  Decision<E> decide(S from, Letter letter, Context<K> context) {
    return switch (letter) {
      case Letter.Asked asked ->
          family.decider().decide(from, family.inputs().cast(asked.input()), context);
      case Letter.Done done -> family.decider().done(from, done.done(), context);
      case Letter.Look _ -> Decision.nothing();
    };
  }

  @SuppressWarnings("unchecked") // it was decided by this family
  Meanwhile meanwhile(Decision<?> decision) {
    return family.decider().meanwhile(state, (Decision<E>) decision);
  }

  Family<S, I, E, K> family() {
    return family;
  }

  StreamId stream() {
    return stream;
  }

  S state() {
    return state;
  }

  /** Returns how many events there are, with those that are not recorded yet. */
  long version() {
    return version + ahead.size();
  }

  /** Returns how many events are recorded. */
  long recordedVersion() {
    return version;
  }

  Set<Work> wanted() {
    return family.decider().work(state);
  }

  boolean isClosed() {
    return family.decider().isClosed(state);
  }

  Map<String, Flight> inFlight() {
    return inFlight;
  }
}
