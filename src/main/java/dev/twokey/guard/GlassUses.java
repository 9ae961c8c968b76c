package dev.twokey.guard;

import dev.twokey.engine.Family;
import dev.twokey.engine.NoInput;
import dev.twokey.engine.PassiveDecider;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import dev.twokey.people.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How often one person broke the glass lately. A stream of its own, so that two of one person at
 * the same moment are counted one after the other.
 *
 * @param times of the last week before the newest, oldest first
 */
public record GlassUses(List<Instant> times) {
  /** For how long a broken glass counts. */
  public static final Duration WEEK = Duration.ofDays(7);

  /** The family of these streams. */
  public static final Family<GlassUses, NoInput, GlassEvent, Object> FAMILY =
      new Family<>(
          new EventFamily("glass", Map.of("glass.used.1", GlassEvent.Used.class)),
          NoInput.class,
          GlassEvent.class,
          new Rules(),
          Object::new);

  public GlassUses {
    times = List.copyOf(times);
  }

  /** Returns the stream of a person. */
  public static StreamId stream(PersonId person) {
    return new StreamId("glass", person.id());
  }

  /** Returns those that count now, oldest first. */
  public List<Instant> lastWeek(Instant now) {
    return times.stream().filter(t -> t.isAfter(now.minus(WEEK))).toList();
  }

  private static final class Rules extends PassiveDecider<GlassUses, GlassEvent> {
    @Override
    public GlassUses initial(StreamId stream) {
      return new GlassUses(List.of());
    }

    @Override
    public GlassUses evolve(GlassUses state, GlassEvent event, Instant at) {
      return switch (event) {
        case GlassEvent.Used _ ->
            new GlassUses(Stream.concat(state.lastWeek(at).stream(), Stream.of(at)).toList());
      };
    }

    @Override
    public boolean isClosed(GlassUses state) {
      return true;
    }
  }
}
