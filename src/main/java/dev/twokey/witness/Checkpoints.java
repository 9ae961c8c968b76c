package dev.twokey.witness;

import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The checkpoints of one day: a stream of all days would be folded as a whole at each start.
 *
 * @param position the newest head that was signed that day
 * @param failing why heads can't be noted elsewhere, if they can't
 * @param fails how often that began; names its card
 */
public record Checkpoints(long position, Optional<CheckpointEvent.Unwitnessed> failing, int fails) {
  /** The family of the streams of checkpoints. */
  public static final Family<Checkpoints, CheckpointInput, CheckpointEvent, Object> FAMILY =
      new Family<>(
          new EventFamily(
              "checkpoint",
              Map.of(
                  "checkpoint.signed.1", CheckpointEvent.Signed.class,
                  "checkpoint.witnessed.1", CheckpointEvent.Witnessed.class,
                  "checkpoint.unwitnessed.1", CheckpointEvent.Unwitnessed.class)),
          CheckpointInput.class,
          CheckpointEvent.class,
          new Rules(),
          Object::new);

  /** Returns the stream of a time's day. */
  public static StreamId stream(Instant at) {
    return new StreamId("checkpoint", at.atZone(ZoneOffset.UTC).toLocalDate().toString());
  }

  private static final class Rules
      implements Decider<Checkpoints, CheckpointInput, CheckpointEvent, Object> {
    @Override
    public Checkpoints initial(StreamId stream) {
      return new Checkpoints(0, Optional.empty(), 0);
    }

    @Override
    public Decision<CheckpointEvent> decide(
        Checkpoints state, CheckpointInput input, Context<Object> context) {
      return switch (input) {
        case CheckpointInput.Sign sign -> sign(state, sign);
        case CheckpointInput.Delivered(var sink, var head) ->
            Decision.of(new CheckpointEvent.Witnessed(sink, head));
        case CheckpointInput.Failed(var sink, var why) ->
            Decision.of(new CheckpointEvent.Unwitnessed(sink, why));
      };
    }

    /** An older head adds nothing to a newer one. */
    private static Decision<CheckpointEvent> sign(Checkpoints state, CheckpointInput.Sign sign) {
      var head = sign.signed().checkpoint().head();
      if (head.position() <= state.position()) {
        return Decision.nothing();
      }
      Decision<CheckpointEvent> decision = Decision.of(new CheckpointEvent.Signed(sign.signed()));
      for (Closing closing : sign.closings()) {
        decision = decision.and(closing.stream(), new ClosingEvent.ClosingTold(closing, head));
      }
      return decision;
    }

    @Override
    public Decision<CheckpointEvent> done(
        Checkpoints state, WorkDone done, Context<Object> context) {
      return Decision.nothing();
    }

    @Override
    public Checkpoints evolve(Checkpoints state, CheckpointEvent event, Instant at) {
      return switch (event) {
        case CheckpointEvent.Signed(var signed) ->
            new Checkpoints(signed.checkpoint().head().position(), state.failing(), state.fails());
        case CheckpointEvent.Witnessed _ ->
            new Checkpoints(state.position(), Optional.empty(), state.fails());
        case CheckpointEvent.Unwitnessed e ->
            new Checkpoints(state.position(), Optional.of(e), state.fails() + 1);
      };
    }

    @Override
    public Set<Work> work(Checkpoints state) {
      return Set.of();
    }

    @Override
    public boolean isClosed(Checkpoints state) {
      return true; // nothing is expected to follow a checkpoint
    }
  }
}
