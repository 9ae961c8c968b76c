package dev.twokey.incident;

import dev.twokey.engine.Family;
import dev.twokey.engine.NoInput;
import dev.twokey.engine.PassiveDecider;
import dev.twokey.inventory.Target;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import dev.twokey.people.PersonId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The lock on one target: one change at a time, whichever way it came (I13).
 *
 * @param holder who holds it now
 * @param lastChange when a change of it ended last, for the cooldown
 */
public record Lock(Optional<Holder> holder, Optional<Instant> lastChange) {
  /** The family of lock streams. */
  public static final Family<Lock, NoInput, LockEvent, Object> FAMILY =
      new Family<>(
          new EventFamily(
              "lock",
              Map.of(
                  "lock.taken.1", LockEvent.LockTaken.class,
                  "lock.released.1", LockEvent.LockReleased.class,
                  "lock.taken_over.1", LockEvent.LockTakenOver.class)),
          NoInput.class,
          LockEvent.class,
          new Rules(),
          Object::new);

  /** Who holds a lock: an operation that a person asked for, since a time. */
  public record Holder(String operation, PersonId by, Instant since) {}

  /** Returns the stream of a target's lock. */
  public static StreamId stream(Target target) {
    return new StreamId("lock", target.toString());
  }

  private static final class Rules extends PassiveDecider<Lock, LockEvent> {
    @Override
    public Lock initial(StreamId stream) {
      return new Lock(Optional.empty(), Optional.empty());
    }

    @Override
    public Lock evolve(Lock state, LockEvent event, Instant at) {
      return switch (event) {
        case LockEvent.LockTaken(var operation, var by) ->
            new Lock(Optional.of(new Holder(operation, by, at)), state.lastChange());
        case LockEvent.LockReleased(_, var changed) ->
            new Lock(Optional.empty(), changed ? Optional.of(at) : state.lastChange());
        case LockEvent.LockTakenOver _ -> new Lock(Optional.empty(), Optional.of(at));
      };
    }

    @Override
    public boolean isClosed(Lock state) {
      return state.holder().isEmpty();
    }
  }
}
