package dev.twokey.approval;

import dev.twokey.approval.DenialEvent.Denied;
import dev.twokey.engine.Family;
import dev.twokey.engine.NoInput;
import dev.twokey.engine.PassiveDecider;
import dev.twokey.inventory.Target;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who said no to what on one target lately: whoever asks for the same again finds it on the card,
 * and never gets a cheaper rule.
 *
 * @param denied oldest first, at most {@link #KEPT_MAX}
 */
public record Denials(List<Denied> denied) {
  /** How long a denial is remembered. */
  public static final Duration REMEMBERED = Duration.ofHours(24);

  /** How many are kept of one target. */
  public static final int KEPT_MAX = 50;

  /** The family of these streams. */
  public static final Family<Denials, NoInput, DenialEvent, Object> FAMILY =
      new Family<>(
          new EventFamily("denials", Map.of("denials.denied.1", Denied.class)),
          NoInput.class,
          DenialEvent.class,
          new Rules(),
          Object::new);

  public Denials {
    denied = List.copyOf(denied);
  }

  /** Returns the stream of a target's denials. */
  public static StreamId stream(Target target) {
    return new StreamId("denials", target.toString());
  }

  /** Returns the denials that are remembered of one of these actions, oldest first. */
  public List<Denied> of(Collection<String> actions, Instant now) {
    return denied.stream()
        .filter(d -> d.review().at().isAfter(now.minus(REMEMBERED)))
        .filter(d -> !Collections.disjoint(d.actions(), actions))
        .toList();
  }

  private static final class Rules extends PassiveDecider<Denials, DenialEvent> {
    @Override
    public Denials initial(StreamId stream) {
      return new Denials(List.of());
    }

    @Override
    public Denials evolve(Denials state, DenialEvent event, Instant at) {
      return switch (event) {
        case Denied denied -> {
          List<Denied> all = Stream.concat(state.denied().stream(), Stream.of(denied)).toList();
          yield new Denials(all.subList(Math.max(0, all.size() - KEPT_MAX), all.size()));
        }
      };
    }

    @Override
    public boolean isClosed(Denials state) {
      return true;
    }
  }
}
