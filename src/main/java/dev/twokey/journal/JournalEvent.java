package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.Map;

/** What happens to the journal itself. */
public sealed interface JournalEvent extends Event {
  /** The names of the events. */
  EventFamily FAMILY = new EventFamily("journal", Map.of("journal.outage.1", Outage.class));

  /** The stream of the times in which the journal could not be written. */
  StreamId OUTAGES = new StreamId("journal", "outages");

  /**
   * The journal could not be written. Right before this stands what went on meanwhile, each with
   * the time at which it was decided.
   *
   * @param since when it was noticed; it ends with this event
   * @param why it could not
   * @param meanwhile how many decisions went on and were recorded afterwards
   * @param refused how many inputs were refused
   */
  record Outage(Instant since, Problem why, long meanwhile, long refused) implements JournalEvent {
    public Outage {
      requireNonNull(since, "since");
      requireNonNull(why, "why");
    }
  }
}
