package dev.twokey.operation;

import dev.twokey.approval.Review;
import dev.twokey.checklist.TaskRef;
import dev.twokey.engine.Input;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.problem.Problem;
import java.util.Optional;

/** What people want of an operation. */
public sealed interface OperationInput extends Input {
  /** Do this. {@code task} is the task of a checklist that is ticked when it is done. */
  record Ask(Request request, Optional<TaskRef> task) implements OperationInput {
    /** Asks for something that no checklist waits for. */
    public Ask(Request request) {
      this(request, Optional.empty());
    }
  }

  /**
   * Run it. {@code typed} is the phrase where one is asked; {@code hash} is of the plan on the
   * card.
   */
  record Confirm(PersonId by, String hash, String typed, Optional<Proven.ByPasskey> passkey)
      implements OperationInput {
    /** Makes one for which the chat alone vouches. */
    public Confirm(PersonId by, String hash, String typed) {
      this(by, hash, typed, Optional.empty());
    }
  }

  /** Sign or deny. */
  record Sign(Review review) implements OperationInput {}

  /** Take it back, or stop it while it runs. */
  record Abort(PersonId by, String reason) implements OperationInput {}

  /** Run it without a second key, after a delay. {@code code} is the plan's, typed. */
  record BreakGlass(PersonId by, String code, String reason, Optional<Proven.ByPasskey> passkey)
      implements OperationInput {
    /** Makes one for which the chat alone vouches. */
    public BreakGlass(PersonId by, String code, String reason) {
      this(by, code, reason, Optional.empty());
    }
  }

  /** Say what became of a step of unknown outcome. */
  record Settle(PersonId by, boolean done) implements OperationInput {}

  /** Take the target over. */
  record TakeOver(PersonId by, String reason) implements OperationInput {}

  /** A halt that stops this operation was made. */
  record Halted(PersonId by, String scope) implements OperationInput {}

  /** What waits here may be signed, confirmed or started no more: the journal was put back. */
  record Voided(Problem why) implements OperationInput {}
}
