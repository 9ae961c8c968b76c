package dev.twokey.engine;

import dev.twokey.journal.Event;
import dev.twokey.journal.StreamId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was decided: events for the own stream and, in the same append, for others.
 *
 * @param events of the own stream; none means that nothing happens
 * @param others events of other streams, all or nothing with the own
 */
public record Decision<E extends Event>(List<E> events, Map<StreamId, List<Event>> others) {
  public Decision {
    events = List.copyOf(events);
    Map<StreamId, List<Event>> copy = new LinkedHashMap<>();
    others.forEach((k, v) -> copy.put(k, List.copyOf(v)));
    others = java.util.Collections.unmodifiableMap(copy);
  }

  /** Returns a decision of one event for the own stream alone. */
  public static <E extends Event> Decision<E> of(E event) {
    return new Decision<>(List.of(event), Map.of());
  }

  /** Returns a decision for the own stream alone. */
  public static <E extends Event> Decision<E> of(List<E> events) {
    return new Decision<>(events, Map.of());
  }

  /** Returns the decision that nothing happens. */
  public static <E extends Event> Decision<E> nothing() {
    return new Decision<>(List.of(), Map.of());
  }

  /** Returns this with an event of another stream in the same append. */
  public Decision<E> and(StreamId stream, Event event) {
    Map<StreamId, List<Event>> more = new LinkedHashMap<>(others);
    more.merge(
        stream,
        List.of(event),
        (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
    return new Decision<>(events, more);
  }
}
