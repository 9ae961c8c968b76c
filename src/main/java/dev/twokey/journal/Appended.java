package dev.twokey.journal;

import dev.twokey.problem.Problem;
import java.util.List;

/** What became of one {@link Append}. */
public sealed interface Appended {
  /** It is durable. The events are in the order of the writes. */
  record Stored(List<Recorded> events) implements Appended {
    public Stored {
      events = List.copyOf(events);
    }
  }

  /** A stream had moved; nothing was written. Decide again on what is there now. */
  record Conflict(StreamId on, long actual) implements Appended {}

  /**
   * An append with this idempotency key is there already; these are its events. Nothing was
   * written.
   */
  record Duplicate(List<Recorded> earlier) implements Appended {
    public Duplicate {
      earlier = List.copyOf(earlier);
    }
  }

  /** The journal can't be written now. Nothing was written. */
  record Unwritable(Problem why) implements Appended {}
}
