package dev.twokey.chatops;

import dev.twokey.approval.Review;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationInput;
import dev.twokey.operation.Phase;
import dev.twokey.problem.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * {@code /approve}, {@code /deny}, {@code /confirm} and {@code /withdraw}, with the code on the
 * card or the only one here.
 */
final class ReviewVerb implements Verb {
  private final Board board;

  ReviewVerb(Board board) {
    this.board = board;
  }

  @Override
  public Routed route(Invocation in) {
    Optional<Operation> found = find(in);
    if (found.isEmpty() || found.get().planned().isEmpty()) {
      return Routed.refused(
          ErrorCode.NOT_FOUND,
          in.argument("plan")
              .map(c -> "No plan here has the code '" + c + "'.")
              .orElse("There is not exactly one plan that waits here."),
          "Write the code that stands at the end of the card, such as 7be2-41c0.");
    }
    Operation operation = found.get();
    return Routed.To.saying(
        OperationDecider.stream(operation.id()),
        input(in, operation),
        operation.request().draft().environment(),
        says(in.parsed().command().name(), operation));
  }

  private static String says(String command, Operation operation) {
    String word =
        switch (command) {
          case "approve" -> "Signed";
          case "deny" -> "Denied";
          case "confirm" -> "Confirmed";
          default -> "Withdrawn";
        };
    return word
        + ": "
        + OperationCards.title(operation)
        + Words.DOT
        + "plan "
        + operation.hash().code()
        + Words.DOT
        + "see its card";
  }

  private static OperationInput input(Invocation in, Operation operation) {
    String hash = operation.hash().hex();
    String reason = in.argument("reason").orElse("");
    return switch (in.parsed().command().name()) {
      case "approve" -> sign(in, hash, true, reason);
      case "deny" -> sign(in, hash, false, reason);
      case "confirm" -> new OperationInput.Confirm(in.by(), hash, reason, in.proof().byPasskey());
      default -> new OperationInput.Abort(in.by(), reason.isBlank() ? "withdrawn" : reason);
    };
  }

  private static OperationInput sign(Invocation in, String hash, boolean approves, String reason) {
    return new OperationInput.Sign(
        new Review(
            in.by(), in.account(), approves, hash, reason, in.now(), in.proof().byPasskey()));
  }

  private Optional<Operation> find(Invocation in) {
    Optional<String> code = in.argument("plan");
    if (code.isPresent()) {
      return board.operation(code.get());
    }
    List<Operation> waiting =
        board.openOperations().stream()
            .filter(o -> o.request().where().top().equals(in.where().top()))
            .filter(
                o -> o.phase() instanceof Phase.Approving || o.phase() instanceof Phase.Confirming)
            .toList();
    return waiting.size() == 1 ? Optional.of(waiting.getFirst()) : Optional.empty();
  }
}
