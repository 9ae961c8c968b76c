package dev.twokey.incident;

import dev.twokey.chat.Conversation;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Meanwhile;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.incident.HaltEvent.HaltRefused;
import dev.twokey.incident.HaltEvent.HaltShown;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The halt switch: which scopes are stopped. A scope is {@code all}, {@code environment:NAME},
 * {@code drills:NAME} or {@code operation:ID}.
 *
 * @param halts by scope
 * @param released the last halt of each scope that was released, for its card
 */
public record Halt(Map<String, Halting> halts, Map<String, Release> released) {
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
                  "halt.shown.1", HaltShown.class,
                  "halt.release_signed.1", ReleaseSigned.class,
                  "halt.released.1", Released.class,
                  "halt.refused.1", HaltRefused.class)),
          HaltInput.class,
          HaltEvent.class,
          new Rules(),
          Object::new);

  /**
   * A scope that is stopped.
   *
   * @param by whom
   * @param reason may be empty
   * @param at since when
   * @param signed who signed its release
   * @param where its cards stand, first where it was typed
   * @param text as typed
   */
  public record Halting(
      PersonId by,
      String reason,
      Instant at,
      Optional<PersonId> signed,
      List<Conversation> where,
      String text) {
    public Halting {
      where = List.copyOf(where);
    }

    private Halting signed(PersonId person) {
      return new Halting(by, reason, at, Optional.of(person), where, text);
    }

    private Halting shown(List<Conversation> there, String typed) {
      return new Halting(by, reason, at, signed, there, typed);
    }
  }

  /** A halt that is over: what it was, who gave the last signature, and when. */
  public record Release(Halting was, PersonId by, Instant at) {}

  public Halt {
    halts = java.util.Collections.unmodifiableMap(new TreeMap<>(halts));
    released = java.util.Collections.unmodifiableMap(new TreeMap<>(released));
  }

  /** Returns a switch that stops nothing. */
  public static Halt none() {
    return new Halt(Map.of(), Map.of());
  }

  /** Returns the scope that stops an operation; empty if none does. */
  public Optional<String> stops(String operation, String environment, boolean drill) {
    return halts.keySet().stream()
        .filter(scope -> stops(scope, operation, environment, drill))
        .findFirst();
  }

  /** Returns whether a halt of this scope stops an operation. */
  public static boolean stops(String scope, String operation, String environment, boolean drill) {
    return scope.equals("all")
        || scope.equals("environment:" + environment)
        || scope.equals("operation:" + operation)
        || (drill && scope.equals("drills:" + environment));
  }

  private static final class Rules implements Decider<Halt, HaltInput, HaltEvent, Object> {
    @Override
    public Halt initial(StreamId stream) {
      return Halt.none();
    }

    @Override
    public Decision<HaltEvent> decide(Halt state, HaltInput input, Context<Object> context) {
      return switch (input) {
        case HaltInput.Halt halt -> halt(state, halt);
        case HaltInput.Release release -> release(state, release, context.now());
      };
    }

    private static Decision<HaltEvent> halt(Halt state, HaltInput.Halt halt) {
      Halting before = state.halts().get(halt.scope());
      if (before != null) {
        return refuse(
            halt.by(),
            halt.scope()
                + " is halted already, by "
                + before.by()
                + " since "
                + before.at().truncatedTo(ChronoUnit.SECONDS)
                + ".",
            "Nothing to do. Its card has the button that releases it.");
      }
      Halted halted = new Halted(halt.scope(), halt.by(), halt.reason());
      return halt.where().isEmpty()
          ? Decision.of(halted)
          : Decision.of(
              List.of(halted, new HaltShown(halt.scope(), halt.by(), halt.where(), halt.text())));
    }

    private static Decision<HaltEvent> release(Halt state, HaltInput.Release release, Instant now) {
      Halting halting = state.halts().get(release.scope());
      if (halting == null) {
        return refuse(
            release.by(),
            release.scope() + " is not halted.",
            state.halts().isEmpty()
                ? "Nothing is."
                : "Halted: " + String.join(", ", state.halts().keySet()) + ".");
      }
      boolean alone = release.onCall() && now.isAfter(halting.at().plus(ALONE_AFTER));
      boolean second = halting.signed().filter(p -> !p.equals(release.by())).isPresent();
      if (alone || second) {
        return Decision.of(new Released(release.scope(), release.by()));
      } else if (halting.signed().isPresent()) {
        return refuse(
            release.by(), "You signed this release already.", "Another person has to sign it too.");
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
      Map<String, Release> over = new TreeMap<>(state.released());
      switch (event) {
        case Halted(var scope, var by, var reason) ->
            next.put(scope, new Halting(by, reason, at, Optional.empty(), List.of(), ""));
        case HaltShown(var scope, _, var where, var text) ->
            next.computeIfPresent(scope, (_, h) -> h.shown(where, text));
        case ReleaseSigned(var scope, var by) ->
            next.computeIfPresent(scope, (_, h) -> h.signed(by));
        case Released(var scope, var by) -> {
          Halting was = next.remove(scope);
          if (was != null) {
            over.put(scope, new Release(was, by, at));
          }
        }
        case HaltRefused _ -> {}
      }
      return new Halt(next, over);
    }

    @Override
    public Set<Work> work(Halt state) {
      return Set.of();
    }

    @Override
    public boolean isClosed(Halt state) {
      return state.halts().isEmpty();
    }

    /** To stop needs no record; to let changes go on does. */
    @Override
    public Meanwhile meanwhile(Halt state, Decision<HaltEvent> decision) {
      boolean stops =
          decision.events().stream().allMatch(e -> e instanceof Halted || e instanceof HaltShown);
      return stops ? Meanwhile.STOPS : Meanwhile.WAITS;
    }
  }
}
