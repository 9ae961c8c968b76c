package dev.twokey.engine;

import dev.twokey.journal.Recorded;
import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What became of an input.
 *
 * @param recorded whether it is in the journal; an input without any effect counts as recorded. One
 *     that is neither recorded nor refused has its effect now, and is recorded as soon as the
 *     journal can be written again
 * @param refusal why it had no effect
 * @param events what was stored for it, now or when it came the first time; what is not recorded
 *     yet has no position
 */
public record Answer(boolean recorded, Optional<Problem> refusal, List<Recorded> events) {
  public Answer {
    events = List.copyOf(events);
  }

  /** Returns the answer to an input that had no effect and needs none. */
  public static Answer none() {
    return new Answer(true, Optional.empty(), List.of());
  }

  static Answer of(List<Recorded> events) {
    return new Answer(
        true, events.stream().flatMap(r -> r.event().refusal().stream()).findFirst(), events);
  }

  /** Returns the answer to an input that holds and is not recorded yet. */
  static Answer unrecorded(List<Recorded> events) {
    return new Answer(false, of(events).refusal(), events);
  }

  static Answer lost(Problem why) {
    return new Answer(false, Optional.of(why), List.of());
  }
}
