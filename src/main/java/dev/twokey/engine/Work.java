package dev.twokey.engine;

import static java.util.Objects.requireNonNull;

import dev.twokey.action.ActionCall;
import dev.twokey.journal.ReplicaId;
import dev.twokey.probe.ProbeCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a state wants done in the world. Derived from the state alone, so that a restart wants the
 * same; the loop starts what is new and cancels what is no longer wanted. Two works of one stream
 * with one key are the same work.
 */
public sealed interface Work {
  /** Returns its name in its stream. */
  String key();

  /** Be asked again at that time. */
  record Wake(String key, Instant at) implements Work {
    public Wake {
      requireNonNull(key, "key");
      requireNonNull(at, "at");
    }
  }

  /**
   * Read; all at once, each with its own time-out.
   *
   * @param calls keyed by what the decider calls the reading
   * @param notBefore when to begin; a time in the past means at once
   */
  record Observe(String key, Map<String, ProbeCall> calls, Instant notBefore) implements Work {
    public Observe {
      requireNonNull(key, "key");
      calls = Map.copyOf(calls);
      requireNonNull(notBefore, "notBefore");
    }
  }

  /** Preview these changes. */
  record Draft(String key, List<ActionCall> calls) implements Work {
    public Draft {
      requireNonNull(key, "key");
      calls = List.copyOf(calls);
    }
  }

  /**
   * Change something. Started only by the replica that won the append which made this wanted; any
   * other, and any later start of the same, tells the stream that the owner is lost.
   *
   * @param once whether the step may never be repeated (I3); a step of {@code lastly} is convergent
   *     and starts again
   */
  record Act(String key, ActionCall call, String fingerprint, ReplicaId owner, boolean once)
      implements Work {
    public Act {
      requireNonNull(key, "key");
      requireNonNull(call, "call");
      requireNonNull(fingerprint, "fingerprint");
      requireNonNull(owner, "owner");
    }
  }

  /**
   * Bring word of this stream to somebody who must hear of it, and find out whether it arrived.
   * Started only by its owner; where that one is gone the stream is told so, and may try again:
   * whoever hears it twice knows by the stream's id that it is the same.
   *
   * @param to who hears it
   * @param timeout after which it counts as not arrived
   */
  record Tell(String key, Recipient to, Duration timeout, ReplicaId owner) implements Work {
    public Tell {
      requireNonNull(key, "key");
      requireNonNull(to, "to");
      requireNonNull(timeout, "timeout");
      requireNonNull(owner, "owner");
    }
  }

  /** Who hears of something. */
  sealed interface Recipient {
    /** Whoever the pager wakes: a connection of the inventory. */
    record Pager(String connection) implements Recipient {}

    /** Everybody in a channel, such as {@code slack:C0999999}. */
    record Channel(String address) implements Recipient {}
  }
}
