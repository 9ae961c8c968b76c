package dev.twokey.incident;

import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.incident.HaltEvent.HaltRefused;
import dev.twokey.incident.HaltEvent.Halted;
import dev.twokey.incident.HaltEvent.ReleaseSigned;
import dev.twokey.incident.HaltEvent.Released;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The halt switch: which scopes are stopped. A scope is {@code all}, {@code environment:NAME}, {@code drills:NAME} or {@code
 * operation:ID}.
 *
 * @param halts by scope
 */
public record Halt(Map<String, Halting> halts) {
  /** After this the on-call may release alone; before it takes two people. */
  public static final Duration ALONE_AFTER = Duration.ofMinutes(10);

  /** The one stream. */
  public static final StreamId STREAM = new StreamId("halt", "switch");

  /** The family of the one halt stream. */
  public static final Family<Halt, HaltInput, HaltEvent, Object> FAMILY =
      new Family<>(
          new EventFamily(
              "halt",
              Map.of(
                  "halt.halted.1", Halted.class,
                  "halt.release_signed.1", ReleaseSigned.class,
                  "halt.released.1", Released.class,
                  "halt.refused.1", HaltRefused.class)),
          HaltInput.class,
          HaltEvent.class,
          new Rules(),
          Object::new);

  /** A scope that is stopped: by whom, why, since when, and who signed its release. */
  public record Halting(PersonId by, String reason, Instant at, Optional<PersonId> released) {}

  public Halt {
    halts = java.util.Collections.unmodifiableMap(new TreeMap<>(halts));
  }

  /** Returns the scope that stops an operation; empty if none does. */
  public Optional<String> stops(String operation, String environment, boolean drill) {
    return halts.keySet().stream()
        .filter(
            s ->
                s.equals("all")
                    || s.equals("environment:" + environment)
                    || s.equals("operation:" + operation)
                    || (drill && s.equals("drills:" + environment)))
        .findFirst();
  }

  private static final class Rules implements Decider<Halt, HaltInput, HaltEvent, Object> {
    @Override
    public Halt initial(StreamId stream) {
      return new Halt(Map.of());
    }

    @Override
    public Decision<HaltEvent> decide(Halt state, HaltInput input, Context<Object> context) {
      return switch (input) {
        case HaltInput.Halt(var scope, var by, var reason) ->
            state.halts().containsKey(scope)
                ? refuse(by, scope + " is halted already.", "Nothing to do. /release " + scope + " ends it.")
                : Decision.of(new Halted(scope, by, reason));
        case HaltInput.Release release -> release(state, release, context.now());
      };
    }

    private static Decision<HaltEvent> release(Halt state, HaltInput.Release release, Instant now) {
      Halting halting = state.halts().get(release.scope());
      if (halting == null) {
        return refuse(
            release.by(),
            release.scope() + " is not halted.",
            state.halts().isEmpty() ? "Nothing is." : "Halted: " + String.join(", ", state.halts().keySet()) + ".");
      }
      boolean alone = release.onCall() && now.isAfter(halting.at().plus(ALONE_AFTER));
      boolean second = halting.released().filter(p -> !p.equals(release.by())).isPresent();
      if (alone || second) {
        return Decision.of(new Released(release.scope(), release.by()));
      } else if (halting.released().isPresent()) {
        return refuse(release.by(), "You signed this release already.", "Another person has to sign it too.");
      }
      return Decision.of(new ReleaseSigned(release.scope(), release.by()));
    }

    private static Decision<HaltEvent> refuse(PersonId by, String what, String advice) {
      return Decision.of(new HaltRefused(by, new Problem(ErrorCode.STATE_WRONG, what, advice)));
    }

    @Override
    public Decision<HaltEvent> done(Halt state, WorkDone done, Context<Object> context) {
      return Decision.nothing();
    }

    @Override
    public Halt evolve(Halt state, HaltEvent event, Instant at) {
      Map<String, Halting> next = new TreeMap<>(state.halts());
      switch (event) {
        case Halted(var scope, var by, var reason) -> next.put(scope, new Halting(by, reason, at, Optional.empty()));
        case ReleaseSigned(var scope, var by) ->
            next.computeIfPresent(scope, (_, h) -> new Halting(h.by(), h.reason(), h.at(), Optional.of(by)));
        case Released(var scope, _) -> next.remove(scope);
        case HaltRefused _ -> {
          return state;
        }
      }
      return new Halt(next);
    }

    @Override
    public Set<Work> work(Halt state) {
      return Set.of();
    }

    @Override
    public boolean isClosed(Halt state) {
      return state.halts().isEmpty();
    }
  }
}
