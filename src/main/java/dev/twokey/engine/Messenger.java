package dev.twokey.engine;

import dev.twokey.journal.StreamId;
import dev.twokey.probe.Cancellation;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.Optional;

/** Brings word of a stream to people who must hear of it, beside its card. */
@FunctionalInterface
public interface Messenger {
  /**
   * Tells somebody what a stream is about now. Blocks until it is known whether that arrived.
   *
   * @param again the same for every try of one stream and recipient: the other side can tell by it
   *     that it heard it before
   * @return why it did not arrive; empty if it did
   */
  Optional<Problem> tell(
      StreamId stream, Work.Recipient to, String again, Cancellation cancellation);

  /** Returns one by which nobody can be told anything. */
  static Messenger none() {
    return (_, to, _, _) ->
        Optional.of(
            new Problem(
                ErrorCode.SYSTEM_UNREACHABLE,
                to + " can't be told: nothing is connected.",
                "Connect a platform or a pager."));
  }
}
