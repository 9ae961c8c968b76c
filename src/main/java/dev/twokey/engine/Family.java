package dev.twokey.engine;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.Event;
import dev.twokey.journal.EventFamily;
import java.util.function.Supplier;

/**
 * A kind of stream as the engine knows it.
 *
 * @param events the names of its events; its family is the family of its streams
 * @param inputs the sealed interface of its inputs
 * @param eventType the sealed interface of its events
 * @param decider its rules
 * @param known gives what the replica knows, at each decision anew
 */
public record Family<S, I extends Input, E extends Event, K>(
    EventFamily events,
    Class<I> inputs,
    Class<E> eventType,
    Decider<S, I, E, K> decider,
    Supplier<K> known) {
  public Family {
    requireNonNull(events, "events");
    requireNonNull(inputs, "inputs");
    requireNonNull(eventType, "eventType");
    requireNonNull(decider, "decider");
    requireNonNull(known, "known");
  }

  /** Returns the family's name. */
  public String name() {
    return events.family();
  }
}
