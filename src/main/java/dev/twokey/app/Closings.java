package dev.twokey.app;

import dev.twokey.incident.Incident;
import dev.twokey.incident.IncidentEvent;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationEvent;
import dev.twokey.witness.Closing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is told as over: operations that had an authority, and incidents. */
final class Closings {
  private Closings() {}

  /** Returns what these events end; empty if they end nothing, or what never might have run. */
  static Optional<Closing> of(StreamId stream, Object state, List<Recorded> events) {
    for (Recorded recorded : events) {
      if (recorded.event() instanceof OperationEvent.Ended ended
          && state instanceof Operation o
          && o.authority().isPresent()) {
        return Optional.of(
            new Closing(
                stream,
                o.request().draft().title(),
                ended.ending().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                o.request().draft().environment(),
                o.request().where()));
      } else if (recorded.event() instanceof IncidentEvent.IncidentClosed
          && state instanceof Incident.Closed closed) {
        return Optional.of(
            new Closing(
                stream,
                closed.was().title(),
                "incident closed",
                closed.was().environment(),
                closed.was().where()));
      }
    }
    return Optional.empty();
  }
}
