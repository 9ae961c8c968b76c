package dev.twokey.chat;

import dev.twokey.problem.Problem;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The door for what people send. Adapters call it and acknowledge when the stage completes; no work
 * happens in between.
 */
public interface Intake {
  /** Takes one thing in. The stage completes when it is journaled (I4); it never fails. */
  CompletionStage<Receipt> receive(Inbound inbound);

  /**
   * The answer to a sender alone.
   *
   * @param recorded whether it is in the journal
   * @param refusal why it had no effect, told to the sender alone (I6); empty if it had
   * @param subject the marker of the card that follows or was changed, a refused command's too;
   *     empty if there is none
   */
  record Receipt(boolean recorded, Optional<Problem> refusal, String subject) {}
}
