package dev.twokey.engine;

import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.probe.Reading;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a {@link Work}; told to the stream that wanted it. */
public sealed interface WorkDone {
  /** Returns the key of the work. */
  String key();

  /** It is that time. */
  record Woken(String key) implements WorkDone {}

  /**
   * The readings, under the names of the calls.
   *
   * @param took how long each took
   */
  record Observed(String key, Map<String, Reading> readings, Map<String, Duration> took)
      implements WorkDone {
    public Observed {
      readings = Map.copyOf(readings);
      took = Map.copyOf(took);
    }
  }

  /** The previews, in the order of the calls. */
  record Drafted(String key, List<Preview> previews) implements WorkDone {
    public Drafted {
      previews = List.copyOf(previews);
    }
  }

  /** The change ended. */
  record Acted(String key, Outcome outcome) implements WorkDone {}

  /** Word was brought; {@code why} it did not arrive, empty if it did. */
  record Told(String key, Optional<Problem> why) implements WorkDone {}

  /** The replica that ran the change is gone; nobody knows what became of it. */
  record OwnerLost(String key) implements WorkDone {}
}
