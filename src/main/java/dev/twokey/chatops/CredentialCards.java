package dev.twokey.chatops;

import dev.twokey.chat.Card;
import dev.twokey.chat.Tone;
import dev.twokey.credential.Passkey;
import dev.twokey.people.PersonId;
import java.time.Instant;
import java.util.Optional;

/**
 * The card that tells everybody when somebody who had a passkey enrolled another one without
 * showing the first: whoever stole their chat account would do just that.
 */
public final class CredentialCards {
  private CredentialCards() {}

  /**
   * Returns the card for one environment.
   *
   * @param revoked who took the passkey back; empty while it holds
   */
  public static Card further(
      String environment,
      PersonId person,
      Passkey passkey,
      Optional<PersonId> revoked,
      Facts facts,
      Instant now) {
    String name = facts.name(person, now);
    CardDraft card =
        new CardDraft(
            Optional.of(facts.tag(environment)),
            revoked.isPresent() ? Tone.NEUTRAL : Tone.BAD,
            name + " enrolled another passkey",
            revoked
                .map(by -> "revoked by " + facts.name(by, now))
                .orElse("NO EARLIER PASSKEY WAS SHOWN"));
    card.field(
        "Passkey",
        Words.dots(
            passkey.id(),
            "“" + passkey.label() + "”",
            "by a link to " + passkey.through(),
            Words.time(passkey.enrolled(), now)));
    if (revoked.isEmpty()) {
      card.says(
          "From now on it signs for "
              + name
              + ". Ask "
              + name
              + " in person; a stolen chat account would do this too.");
      card.field(
          "You can",
          "/passkey revoke " + passkey.id() + " REASON (" + name + ", or who may sign for prod)");
    }
    return card.foot(facts.record()).done();
  }
}
