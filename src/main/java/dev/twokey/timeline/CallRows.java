package dev.twokey.timeline;

import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Summons;
import java.util.Optional;

/** Gives words to how people were called to sign. */
final class CallRows {
  private static final String TWOKEY = "twokey";

  private CallRows() {}

  /** Returns the words of a call; empty where there was nobody to call. */
  static Optional<Row> called(OperationStory story, OperationEvent.SignersCalled e) {
    if (e.people().isEmpty()) {
      return Optional.empty();
    }
    String kind = e.kind() == Summons.Kind.ON_CALL ? " (on call)" : "";
    return Optional.of(
        Row.of(
            TWOKEY,
            Kind.APPROVAL,
            story.title() + ": called " + Words.list(e.people(), "nobody") + kind + " to sign"));
  }

  static Row paged(OperationStory story, OperationEvent.PagerCalled e) {
    return Row.of(
        TWOKEY,
        Kind.APPROVAL,
        story.title() + ": called the pager" + (e.attempt() > 1 ? " again" : ""),
        "over the connection " + e.connection() + ", call " + e.attempt());
  }

  static Row answered(OperationStory story, OperationEvent.PagerAnswered e) {
    return e.why()
        .map(why ->
            Row.of(
                    TWOKEY,
                    Kind.APPROVAL,
                    story.title() + ": the pager did NOT take the call",
                    why.line(),
                    "code " + why.code().label(),
                    e.again().map(t -> "called again at " + Words.utc(t)).orElse("given up"))
                .marked(Mark.REVIEW))
        .orElseGet(
            () -> Row.of(TWOKEY, Kind.APPROVAL, story.title() + ": the pager took the call"));
  }
}
