package dev.twokey.chatops;

import dev.twokey.incident.Lock;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationInput;
import dev.twokey.problem.ErrorCode;
import java.util.Map;

/** {@code /takeover TARGET REASON}: takes a lock from an operation that is stuck. */
final class TakeoverVerb implements Verb {
  private final Board board;

  TakeoverVerb(Board board) {
    this.board = board;
  }

  @Override
  public Routed route(Invocation in) {
    String target = in.environmentName() + "/" + in.argument("target").orElse("");
    Map<String, Lock.Holder> locks = board.locks();
    Lock.Holder holder = locks.get(target);
    if (holder == null) {
      return Routed.refused(
          ErrorCode.NOT_FOUND,
          "Nobody holds " + target + ".",
          locks.isEmpty()
              ? "Nothing is locked."
              : "Locked: " + String.join(", ", locks.keySet()) + ".");
    }
    return Routed.To.saying(
        OperationDecider.stream(holder.operation()),
        new OperationInput.TakeOver(in.by(), in.argument("reason").orElse("")),
        in.environmentName(),
        "Taken over: " + target + Words.DOT + "see its card");
  }
}
