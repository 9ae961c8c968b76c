package dev.twokey.app;

import dev.twokey.chatops.Board;
import dev.twokey.chatops.Outbox;
import dev.twokey.chatops.RequestEvent;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.diagnosis.Findings;
import dev.twokey.incident.Incident;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Ending;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.web.CardResults;
import java.util.Optional;
import java.util.OptionalInt;

/** Says when a command has come to rest, and with which code the command line exits. */
final class Results implements CardResults {
  static final int FINE = 0;
  static final int FINDINGS = 1;
  static final int REFUSED = 2;
  static final int CANNOT_TELL = 3;

  private final Board board;
  private final Outbox outbox;

  Results(Board board, Outbox outbox) {
    this.board = board;
    this.outbox = outbox;
  }

  @Override
  public OptionalInt exitCode(String marker) {
    Optional<Object> state = board.state(StreamId.parse(marker));
    if (!outbox.isShown(StreamId.parse(marker))) {
      return OptionalInt.empty();
    }
    return state.map(Results::code).orElse(OptionalInt.empty());
  }

  private static OptionalInt code(Object state) {
    return switch (state) {
      case Diagnosis d when d.refused().isPresent() -> OptionalInt.of(REFUSED);
      case Diagnosis d ->
          d.findings().map(f -> OptionalInt.of(code(f.verdict()))).orElse(OptionalInt.empty());
      case Operation o when o.phase() instanceof Phase.Ended(var ending, _, _) ->
          OptionalInt.of(code(ending));
      case Operation o when o.phase() instanceof Phase.Doubtful -> OptionalInt.of(CANNOT_TELL);
      case Operation _ -> OptionalInt.empty();
      case Optional<?> o when o.isPresent() && o.get() instanceof RequestEvent.RequestAnswered a ->
          OptionalInt.of(a.why().isPresent() ? REFUSED : FINE);
      case Incident _ -> OptionalInt.of(FINE);
      default -> OptionalInt.of(FINE);
    };
  }

  private static int code(Findings.Verdict verdict) {
    return switch (verdict) {
      case HEALTHY -> FINE;
      case FAULTY -> FINDINGS;
      case CANNOT_TELL -> CANNOT_TELL;
    };
  }

  private static int code(Ending ending) {
    return switch (ending) {
      case SUCCEEDED -> FINE;
      case FAILED, ABORTED, NOT_DONE, TAKEN_OVER -> FINDINGS;
      case REFUSED, DENIED, EXPIRED, WITHDRAWN, SUPERSEDED -> REFUSED;
    };
  }
}
