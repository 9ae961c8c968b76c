package dev.twokey.operation;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.ReplicaId;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who was called to sign, and who is called next if nobody does.
 *
 * @param calls that were made, oldest first
 * @param ahead stages that are still to come, in order
 * @param page the last call of the pager
 */
public record Summons(List<Call> calls, List<Stage> ahead, Optional<Page> page) {
  /** Nobody was called. */
  public static final Summons NONE = new Summons(List.of(), List.of(), Optional.empty());

  /** A group of people that is called, in the order in which they are. */
  public enum Kind {
    ON_CALL,
    GROUP,
    PAGER;

    /** Returns the word for markers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** When a group is called. */
  public record Stage(Kind kind, Instant at) {
    public Stage {
      requireNonNull(kind, "kind");
      requireNonNull(at, "at");
    }
  }

  /**
   * A group that was called.
   *
   * @param people of it who could sign then; empty where nobody could
   */
  public record Call(Kind kind, List<PersonId> people, Instant at) {
    public Call {
      people = List.copyOf(people);
    }
  }

  /**
   * A call of the pager.
   *
   * @param connection of the inventory
   * @param attempt from 1
   * @param owner the replica that calls
   * @param state how far it is
   * @param why it did not arrive at the last attempt
   * @param at when the state began
   */
  public record Page(
      String connection,
      int attempt,
      ReplicaId owner,
      State state,
      Optional<Problem> why,
      Instant at) {
    Page now(Optional<Problem> failure, Optional<Instant> again, Instant since) {
      State next =
          failure.isEmpty()
              ? new State.Arrived()
              : again.<State>map(State.Resting::new).orElseGet(State.GivenUp::new);
      return new Page(connection, attempt, owner, next, failure, since);
    }

    /** How far a call of the pager is. */
    public sealed interface State {
      /** It is called now. */
      record Calling() implements State {}

      /** It did not answer; it is called again at that time. */
      record Resting(Instant until) implements State {}

      /** It took the call. */
      record Arrived() implements State {}

      /** It is called no more. */
      record GivenUp() implements State {}
    }
  }

  public Summons {
    calls = List.copyOf(calls);
    ahead = List.copyOf(ahead);
  }

  /** Returns everybody who was called by name so far. */
  public List<PersonId> people() {
    return calls.stream().flatMap(c -> c.people().stream()).distinct().toList();
  }

  Summons called(Call call) {
    return new Summons(
        Stream.concat(calls.stream(), Stream.of(call)).toList(),
        after(call.kind()),
        call.kind() == Kind.PAGER
            ? page.map(p -> p.now(p.why(), Optional.empty(), call.at()))
            : page);
  }

  Summons answered(int attempt, Optional<Problem> why, Optional<Instant> again, Instant at) {
    return new Summons(
        calls, ahead, page.map(p -> p.attempt() == attempt ? p.now(why, again, at) : p));
  }

  Summons paged(Page now) {
    return new Summons(calls, after(Kind.PAGER), Optional.of(now));
  }

  private List<Stage> after(Kind kind) {
    return ahead.stream().filter(s -> s.kind().compareTo(kind) > 0).toList();
  }
}
