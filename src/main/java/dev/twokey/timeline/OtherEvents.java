package dev.twokey.timeline;

import dev.twokey.journal.Recorded;
import java.util.Optional;

/** Gives text to events of families that come later in the house than the timeline. */
@FunctionalInterface
public interface OtherEvents {
  /** Returns what an event says; empty if it belongs into no timeline. */
  Optional<Told> tell(Recorded recorded);

  /** Returns one that knows no further families. */
  static OtherEvents none() {
    return _ -> Optional.empty();
  }
}
