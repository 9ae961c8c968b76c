package dev.twokey.engine;

import dev.twokey.journal.JournalEvent;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened to the journal itself.
 *
 * @param newest the last event of its stream
 */
public record Upkeep(Optional<JournalEvent> newest) {
  /** The family of the journal's own streams. */
  public static final Family<Upkeep, NoInput, JournalEvent, Object> FAMILY =
      new Family<>(
          JournalEvent.FAMILY, NoInput.class, JournalEvent.class, new Rules(), Object::new);

  private static final class Rules extends PassiveDecider<Upkeep, JournalEvent> {
    @Override
    public Upkeep initial(StreamId stream) {
      return new Upkeep(Optional.empty());
    }

    @Override
    public Upkeep evolve(Upkeep state, JournalEvent event, Instant at) {
      return new Upkeep(Optional.of(event));
    }

    @Override
    public boolean isClosed(Upkeep state) {
      return true;
    }
  }
}
