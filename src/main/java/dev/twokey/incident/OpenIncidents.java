package dev.twokey.incident;

import dev.twokey.engine.Family;
import dev.twokey.engine.NoInput;
import dev.twokey.engine.PassiveDecider;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The incidents that are open in one environment, in whichever channel. One that a drill opened for
 * itself is not among them: it is where the drill is written down, and nothing is broken.
 *
 * @param titles by the ids of the incidents
 */
public record OpenIncidents(Map<String, String> titles) {
  /** The family of these streams. */
  public static final Family<OpenIncidents, NoInput, OpenIncidentsEvent, Object> FAMILY =
      new Family<>(
          new EventFamily(
              "incidents",
              Map.of(
                  "incidents.listed.1", OpenIncidentsEvent.Listed.class,
                  "incidents.unlisted.1", OpenIncidentsEvent.Unlisted.class)),
          NoInput.class,
          OpenIncidentsEvent.class,
          new Rules(),
          Object::new);

  public OpenIncidents {
    titles = java.util.Collections.unmodifiableMap(new TreeMap<>(titles));
  }

  /** Returns the stream of an environment. */
  public static StreamId stream(String environment) {
    return new StreamId("incidents", environment);
  }

  private static final class Rules extends PassiveDecider<OpenIncidents, OpenIncidentsEvent> {
    @Override
    public OpenIncidents initial(StreamId stream) {
      return new OpenIncidents(Map.of());
    }

    @Override
    public OpenIncidents evolve(OpenIncidents state, OpenIncidentsEvent event, Instant at) {
      Map<String, String> titles = new TreeMap<>(state.titles());
      switch (event) {
        case OpenIncidentsEvent.Listed(var incident, var title) -> titles.put(incident, title);
        case OpenIncidentsEvent.Unlisted(var incident) -> titles.remove(incident);
      }
      return new OpenIncidents(titles);
    }

    @Override
    public boolean isClosed(OpenIncidents state) {
      return state.titles().isEmpty();
    }
  }
}
