package dev.twokey.operation;

import dev.twokey.approval.Rule;
import dev.twokey.diagnosis.Wave;
import dev.twokey.journal.ReplicaId;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far an operation is. */
public sealed interface Phase {
  /** Nothing was asked. */
  record None() implements Phase {}

  /** The targets are being looked at. */
  record Drafting() implements Phase {}

  /** Evidence is being read; afterwards the guards judge. */
  record Weighing(Wave wave) implements Phase {}

  /** The person must say so again. {@code phrase} is empty for a press. */
  record Confirming(String phrase, Instant until) implements Phase {}

  /** Others must sign. */
  record Approving(Rule rule, List<PersonId> asked, Instant until, Optional<Glass> glass)
      implements Phase {
    public Approving {
      asked = List.copyOf(asked);
    }
  }

  /** Authorised; evidence is read once more, then the first step begins. */
  record Proving(Wave wave, Instant startBy) implements Phase {}

  /** A change is under way, run by one replica. */
  record Acting(Cursor cursor, ReplicaId owner) implements Phase {}

  /** It is being shown that a step worked, or a condition is waited for. */
  record Looking(Cursor cursor, Wave wave, Instant since, Instant until, boolean unknown)
      implements Phase {}

  /** An undo did not work yet; it is tried again. */
  record Resting(Cursor cursor, Instant until) implements Phase {}

  /** Nobody knows what became of a step; a person must say. */
  record Doubtful(Cursor cursor, String verified) implements Phase {}

  /** It is over. */
  record Ended(Ending ending, Optional<Problem> why, Instant at) implements Phase {}

  /**
   * Which step.
   *
   * @param lastly whether it is one of the undo
   * @param index from 0
   */
  record Cursor(boolean lastly, int index) {
    /** Returns the next step. */
    public Cursor next() {
      return new Cursor(lastly, index + 1);
    }
  }

  /** A break-glass that waits out its delay. */
  record Glass(
      PersonId by,
      String reason,
      Instant asked,
      Instant startsAt,
      Optional<Proven.ByPasskey> passkey) {}
}
