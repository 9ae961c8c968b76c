package dev.twokey.engine;

import dev.twokey.journal.Append;
import dev.twokey.journal.Event;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides the letters of one turn, each on what the earlier ones will have made of the states, and
 * collects the appends. What a decision looked at is pinned by its append.
 */
final class Batch {
  private final Cells cells;
  private final Instant now;
  private final ReplicaId self;
  private final Supplier<String> ids;
  private final Map<StreamId, Tentative> tentative = new LinkedHashMap<>();
  private final List<Decided> decided = new ArrayList<>();

  /** A stream as the decisions so far will have left it. */
  private record Tentative(Object state, long version) {}

  /** A letter and what it leads to; {@code append} is empty where nothing happens. */
  record Decided(Letter letter, Decision<?> decision, Optional<Append> append, Object stateAfter) {
    /** Returns whether it is nothing but refusals. */
    boolean onlyRefuses() {
      return decision.others().isEmpty()
          && decision.events().stream().allMatch(e -> e.refusal().isPresent());
    }
  }

  Batch(Cells cells, Instant now, ReplicaId self, Supplier<String> ids) {
    this.cells = cells;
    this.now = now;
    this.self = self;
    this.ids = ids;
  }

  List<Decided> decided() {
    return decided;
  }

  void add(Letter letter) {
    add(letter, cells.get(letter.stream()));
  }

  private <S, I extends Input, E extends Event, K> void add(Letter letter, Cell<S, I, E, K> cell) {
    View<K> view = new View<>(cell.family().known().get());
    S before = state(cell);
    Decision<E> decision = cell.decide(before, letter, view);
    if (decision.events().isEmpty() && decision.others().isEmpty()) {
      decided.add(new Decided(letter, decision, Optional.empty(), before));
      return;
    }
    Map<StreamId, Write> writes = new LinkedHashMap<>();
    write(cell, new ArrayList<Event>(decision.events()), writes);
    decision.others().forEach((stream, events) -> write(cells.get(stream), events, writes));
    view.pins.forEach((stream, version) -> writes.putIfAbsent(stream, Write.pin(stream, version)));
    decided.add(
        new Decided(
            letter, decision, Optional.of(append(letter, cell.stream(), writes)), state(cell)));
  }

  private static Append append(Letter letter, StreamId stream, Map<StreamId, Write> writes) {
    List<Write> list = List.copyOf(writes.values());
    return switch (letter) {
      case Letter.Asked asked ->
          new Append(asked.actor(), asked.input().getClass().getSimpleName(), asked.key(), list);
      case Letter.Done done ->
          new Append("twokey", stream + " " + done.done().key(), Optional.empty(), list);
      case Letter.Look _ ->
          throw new IllegalStateException("a look decides nothing (this is a bug)");
    };
  }

  private <S> void write(Cell<S, ?, ?, ?> cell, List<Event> events, Map<StreamId, Write> writes) {
    S state = state(cell);
    long version = version(cell);
    for (Event event : events) {
      state = cell.evolve(state, event, now);
    }
    boolean closes = cell.family().decider().isClosed(state);
    writes.put(cell.stream(), new Write(cell.stream(), version, events, closes));
    tentative.put(cell.stream(), new Tentative(state, version + events.size()));
  }

  @SuppressWarnings("unchecked") // a stream's states are of its family's type
  private <S> S state(Cell<S, ?, ?, ?> cell) {
    Tentative t = tentative.get(cell.stream());
    return t == null ? cell.state() : (S) t.state();
  }

  private long version(Cell<?, ?, ?, ?> cell) {
    Tentative t = tentative.get(cell.stream());
    return t == null ? cell.version() : t.version();
  }

  /** What one decision sees. */
  private final class View<K> implements Context<K> {
    private final K known;
    private final Map<StreamId, Long> pins = new LinkedHashMap<>();

    View(K known) {
      this.known = known;
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public ReplicaId self() {
      return self;
    }

    @Override
    public K known() {
      return known;
    }

    @Override
    @SuppressWarnings("unchecked") // the family's name leads to cells of its type
    public <T> T look(Family<T, ?, ?, ?> family, StreamId stream) {
      if (!family.name().equals(stream.family())) {
        throw new IllegalArgumentException(
            stream + " is no stream of " + family.name() + " (this is a bug)");
      }
      Cell<?, ?, ?, ?> cell = cells.get(stream);
      pins.put(stream, version(cell));
      return (T) state(cell);
    }

    @Override
    public String freshId() {
      return ids.get();
    }
  }
}
