package dev.twokey.app;

import dev.twokey.chatops.Board;
import dev.twokey.chatops.Buttons;
import dev.twokey.chatops.Outbox;
import dev.twokey.chatops.Press;
import dev.twokey.chatops.RequestEvent;
import dev.twokey.chatops.RequestStream;
import dev.twokey.chatops.Setup;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.diagnosis.Findings;
import dev.twokey.incident.Halt;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Ending;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.people.Account;
import dev.twokey.web.CardResults;
import java.util.Optional;
import java.util.function.Supplier;

/** Says how far a command is, and with which code the command line exits. */
final class Results implements CardResults {
  static final int FINE = 0;
  static final int FINDINGS = 1;
  static final int REFUSED = 2;
  static final int CANNOT_TELL = 3;
  static final int WAITS = 4;

  private final Board board;
  private final Outbox outbox;
  private final Supplier<Setup> setup;

  Results(Board board, Outbox outbox, Supplier<Setup> setup) {
    this.board = board;
    this.outbox = outbox;
    this.setup = setup;
  }

  @Override
  public Standing of(String marker, Account asker) {
    StreamId stream = StreamId.parse(marker);
    Optional<Object> state = board.state(stream);
    if (!outbox.isShown(stream)) {
      return new UnderWay();
    } else if (stream.family().equals(Halt.STREAM.family())) {
      return new Ended(FINE); // one of its cards: the switch itself has none
    } else if (state.isEmpty()) {
      return new UnderWay();
    }
    return switch (state.get()) {
      case Diagnosis d when d.refused().isPresent() -> new Ended(REFUSED);
      case Diagnosis d ->
          d.findings().<Standing>map(f -> new Ended(code(f.verdict()))).orElseGet(UnderWay::new);
      case Operation o -> operation(o, asker);
      case Optional<?> o when o.isPresent() && o.get() instanceof RequestStream.Taken taken ->
          new Ended(code(taken.event()));
      default -> new Ended(FINE);
    };
  }

  private Standing operation(Operation o, Account asker) {
    return switch (o.phase()) {
      case Phase.Confirming(var phrase, _) -> new Waits(confirmation(o, phrase, asker));
      case Phase.Approving _ -> new Waits(Optional.empty());
      case Phase.Doubtful _ -> new Ended(CANNOT_TELL);
      case Phase.Ended(var ending, _, _) -> new Ended(code(ending));
      case Phase.None _,
          Phase.Drafting _,
          Phase.Weighing _,
          Phase.Proving _,
          Phase.Acting _,
          Phase.Looking _,
          Phase.Resting _ ->
          new UnderWay();
    };
  }

  /** Only who asked for a plan confirms it. */
  private Optional<Ask> confirmation(Operation o, String phrase, Account asker) {
    return setup
        .get()
        .roster()
        .personOf(asker)
        .filter(o.request().by()::equals)
        .map(_ -> new Ask(Buttons.encode(new Press.Confirm(o.id(), o.hash().hex())), phrase));
  }

  /** A title that is a question waits for the person who asked. */
  private static int code(RequestEvent event) {
    if (event.why().isPresent()) {
      return REFUSED;
    }
    return event instanceof RequestEvent.RequestAnswered a && a.title().endsWith("?")
        ? WAITS
        : FINE;
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
