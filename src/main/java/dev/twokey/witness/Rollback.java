package dev.twokey.witness;

import static java.util.Objects.requireNonNull;

import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.witness.RollbackEvent.RollbackAccepted;
import dev.twokey.witness.RollbackEvent.RollbackFound;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether this journal is known to be older than, or other than, what was noted of it elsewhere.
 * Until somebody on the host accepts that, nothing is changed: an approval in it may have been used
 * or taken back in the part that is gone.
 *
 * @param open what was found, until it is accepted
 * @param accepted the noted head that was given up last
 * @param times how often one was found; names its card
 */
public record Rollback(
    Optional<RollbackFound> open, Optional<RollbackAccepted> accepted, int times) {
  /** The one stream. */
  public static final StreamId STREAM = new StreamId("rollback", "journal");

  /** Nothing was found. */
  public static final Rollback NONE = new Rollback(Optional.empty(), Optional.empty(), 0);

  /** The family of the one stream. */
  public static final Family<Rollback, RollbackInput, RollbackEvent, Object> FAMILY =
      new Family<>(
          new EventFamily(
              "rollback",
              Map.of(
                  "rollback.found.1", RollbackFound.class,
                  "rollback.accepted.1", RollbackAccepted.class)),
          RollbackInput.class,
          RollbackEvent.class,
          new Rules(),
          Object::new);

  public Rollback {
    requireNonNull(open, "open");
    requireNonNull(accepted, "accepted");
  }

  /** Returns why nothing may be changed; empty if it may. */
  public Optional<Problem> problem() {
    return open.map(found ->
        new Problem(
            ErrorCode.JOURNAL_ROLLED_BACK,
            "The journal is not the one that was noted in "
                + found.sink()
                + ": there it has "
                + Witness.digits(found.noted())
                + ", here the newest was "
                + Witness.digits(found.own())
                + ".",
            "Nothing is changed until it is cleared: put the newest journal back, or on the host"
                + " run ./twokey journal accept-rollback. Checks, halts and undos go on."));
  }

  /** Decides for a host whose bot does not run; a bot that runs is given the input itself. */
  public static Decision<RollbackEvent> onHost(Rollback state, RollbackInput.Accept accept) {
    return state
        .open()
        .map(
            found -> Decision.<RollbackEvent>of(new RollbackAccepted(found.noted(), accept.user())))
        .orElseGet(Decision::nothing);
  }

  /** Returns the state after the events of the stream. */
  public static Rollback after(List<Recorded> events) {
    Rollback state = NONE;
    for (Recorded recorded : events) {
      if (recorded.event() instanceof RollbackEvent event) {
        state = FAMILY.decider().evolve(state, event, recorded.at());
      }
    }
    return state;
  }

  private static final class Rules
      implements Decider<Rollback, RollbackInput, RollbackEvent, Object> {
    @Override
    public Rollback initial(StreamId stream) {
      return NONE;
    }

    @Override
    public Decision<RollbackEvent> decide(
        Rollback state, RollbackInput input, Context<Object> context) {
      return switch (input) {
        case RollbackInput.Find find -> find(state, find);
        case RollbackInput.Accept accept -> onHost(state, accept);
      };
    }

    /** What was accepted once is not found again: the sink has it until a newer head comes. */
    private static Decision<RollbackEvent> find(Rollback state, RollbackInput.Find find) {
      Head noted = find.noted();
      boolean known =
          state.open().filter(f -> f.noted().equals(noted)).isPresent()
              || state.accepted().filter(a -> a.noted().equals(noted)).isPresent();
      return known
          ? Decision.nothing()
          : Decision.of(new RollbackFound(find.sink(), noted, find.own()));
    }

    @Override
    public Decision<RollbackEvent> done(Rollback state, WorkDone done, Context<Object> context) {
      return Decision.nothing();
    }

    @Override
    public Rollback evolve(Rollback state, RollbackEvent event, Instant at) {
      return switch (event) {
        case RollbackFound found ->
            new Rollback(Optional.of(found), state.accepted(), state.times() + 1);
        case RollbackAccepted accepted ->
            new Rollback(Optional.empty(), Optional.of(accepted), state.times());
      };
    }

    @Override
    public Set<Work> work(Rollback state) {
      return Set.of();
    }

    @Override
    public boolean isClosed(Rollback state) {
      return state.open().isEmpty();
    }
  }
}
