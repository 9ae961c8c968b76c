package dev.twokey.witness;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Conversation;
import dev.twokey.engine.Family;
import dev.twokey.engine.NoInput;
import dev.twokey.engine.PassiveDecider;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An operation or incident that is over, with a head of the journal that covers it: told as a new
 * message where it stood, so that everybody there has it.
 *
 * @param of the stream that is over
 * @param title of it
 * @param ended how
 * @param environment it was in
 * @param where it stood
 */
public record Closing(
    StreamId of, String title, String ended, String environment, Conversation where) {
  /** The family of the streams: one for each that is over. */
  public static final Family<Optional<Told>, NoInput, ClosingEvent, Object> FAMILY =
      new Family<>(
          new EventFamily("closing", Map.of("closing.told.1", ClosingEvent.ClosingTold.class)),
          NoInput.class,
          ClosingEvent.class,
          new Rules(),
          Object::new);

  /** A closing with the head that covers it. */
  public record Told(Closing closing, Head head) {}

  public Closing {
    requireNonNull(of, "of");
    requireNonNull(title, "title");
    requireNonNull(ended, "ended");
    requireNonNull(environment, "environment");
    requireNonNull(where, "where");
  }

  /** Returns the stream in which it is told. */
  public StreamId stream() {
    return new StreamId(FAMILY.name(), of.toString());
  }

  private static final class Rules extends PassiveDecider<Optional<Told>, ClosingEvent> {
    @Override
    public Optional<Told> initial(StreamId stream) {
      return Optional.empty();
    }

    @Override
    public Optional<Told> evolve(Optional<Told> state, ClosingEvent event, Instant at) {
      return switch (event) {
        case ClosingEvent.ClosingTold(var closing, var head) ->
            Optional.of(new Told(closing, head));
      };
    }

    @Override
    public boolean isClosed(Optional<Told> state) {
      return true;
    }
  }
}
