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

  /**
   * It can't be written: the journal can't be written now, or, with a code other than {@code
   * journal-unwritable} and {@code journal-broken}, this append holds what must not be written,
   * such as a secret. Nothing was written; if the disk failed in the middle of the sync, the append
   * may be found stored after the next start, and its key then says so.
   */
  record Unwritable(Problem why) implements Appended {}
}
