package dev.twokey.chatops;

import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.problem.Problem;
import dev.twokey.witness.CheckpointEvent.Unwitnessed;
import dev.twokey.witness.Closing;
import dev.twokey.witness.Rollback;
import dev.twokey.witness.Witness;
import java.util.Optional;

/** Cards about heads of the journal that are noted elsewhere; a chat is such a place too. */
public final class WitnessCards {
  private static final String TITLE = "The journal's heads";

  private WitnessCards() {}

  /** Returns the message that something is over, with the head that covers it. */
  public static Card closing(Closing.Told told, Facts facts) {
    Closing closing = told.closing();
    return new CardDraft(
            Optional.of(facts.tag(closing.environment())),
            Tone.NEUTRAL,
            closing.title(),
            closing.ended())
        .foot("journal " + Witness.digits(told.head()))
        .done();
  }

  /** Returns the card that heads can't be noted elsewhere. */
  public static Card failing(String environment, Unwitnessed e, Facts facts) {
    return new CardDraft(
            Optional.of(facts.tag(environment)), Tone.BAD, TITLE, "CAN'T BE NOTED ELSEWHERE")
        .says(e.why().what())
        .field("You can", e.why().advice(), "It is tried again by itself.")
        .foot(facts.record())
        .done();
  }

  /** Returns the same card when they can be again. */
  public static Card works(String environment, Facts facts) {
    return new CardDraft(
            Optional.of(facts.tag(environment)), Tone.GOOD, TITLE, "are noted elsewhere again")
        .foot(facts.record())
        .done();
  }

  /** Returns the card that the journal is not the one that was noted elsewhere. */
  public static Card rollback(String environment, Rollback rollback, Facts facts) {
    Optional<Problem> why = rollback.problem();
    CardDraft card =
        new CardDraft(
            Optional.of(facts.tag(environment)),
            why.isPresent() ? Tone.BAD : Tone.NEUTRAL,
            "The journal was put back",
            why.isPresent() ? "NOTHING IS CHANGED UNTIL IT IS CLEARED" : "accepted by the host");
    why.ifPresent(p -> card.says(p.what()).field("You can", p.advice()));
    why.ifPresent(_ -> card.field("Voided", "all that waited for a signature or a start"));
    rollback
        .accepted()
        .filter(_ -> why.isEmpty())
        .ifPresent(a ->
            card.says(
                "By "
                    + a.user()
                    + " on the bot's host. What was recorded up to "
                    + Witness.digits(a.noted())
                    + " there is lost."));
    return card.foot(facts.record()).done();
  }
}
