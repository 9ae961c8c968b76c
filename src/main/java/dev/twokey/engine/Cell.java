package dev.twokey.engine;

import dev.twokey.journal.Erased;
import dev.twokey.journal.Event;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folded stream with the work of it that is in flight. Only the loop's thread touches it. */
final class Cell<S, I extends Input, E extends Event, K> {
  private final Family<S, I, E, K> family;
  private final StreamId stream;
  private S state;
  private long version;
  private final Map<String, Flight> inFlight = new LinkedHashMap<>();

  /** Work that was started, which start it was, and its cancel. */
  record Flight(Work work, long serial, Runnable cancel) {}

  Cell(Family<S, I, E, K> family, StreamId stream, List<Recorded> events) {
    this.family = family;
    this.stream = stream;
    this.state = family.decider().initial(stream);
    events.forEach(this::fold);
  }

  void fold(Recorded recorded) {
    if (recorded.version() <= version) {
      return;
    }
    if (recorded.version() != version + 1) {
      throw new IllegalStateException(
          stream
              + " misses events between "
              + version
              + " and "
              + recorded.version()
              + " (this is a bug)");
    }
    if (!(recorded.event() instanceof Erased)) { // its text is gone; its place in the stream stays
      state = evolve(state, recorded.event(), recorded.at());
    }
    version = recorded.version();
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

  Family<S, I, E, K> family() {
    return family;
  }

  StreamId stream() {
    return stream;
  }

  S state() {
    return state;
  }

  long version() {
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
