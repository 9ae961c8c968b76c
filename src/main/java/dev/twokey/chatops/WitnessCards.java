package dev.twokey.chatops;

import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.witness.CheckpointEvent.Unwitnessed;
import dev.twokey.witness.Closing;
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
}
