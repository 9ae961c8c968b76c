package dev.twokey.chat;

import java.util.concurrent.CompletionStage;

/** The door for platforms on which also people write who are no full members. */
public interface GuardedIntake extends Intake {
  /**
   * Puts on record what somebody sent who is no full member, and refuses it, whoever {@code
   * people.yaml} takes the account for. An adapter calls it instead of {@link #receive} where the
   * platform's envelope says so. The stage completes when it is journaled; it never fails.
   */
  CompletionStage<Receipt> turnAway(Inbound inbound, Standing standing);
}
