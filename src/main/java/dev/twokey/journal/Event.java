package dev.twokey.journal;

import dev.twokey.problem.Problem;
import java.util.Optional;

/**
 * A fact that was decided. Each feature has one sealed family of records; the family's {@link
 * EventFamily} gives each a name with a version. Components are values that Jackson writes and
 * reads back equal.
 */
public interface Event {
  /**
   * Returns the answer that this event means for the person whose input caused it, if it refuses
   * them.
   */
  default Optional<Problem> refusal() {
    return Optional.empty();
  }
}
