package dev.twokey.app;

import dev.twokey.chat.Conversation;
import dev.twokey.chatops.CredentialCards;
import dev.twokey.chatops.Facts;
import dev.twokey.chatops.Outbox;
import dev.twokey.chatops.Setup;
import dev.twokey.credential.CredentialEvent.PasskeyEnrolled;
import dev.twokey.credential.CredentialEvent.PasskeyRevoked;
import dev.twokey.credential.Credentials;
import dev.twokey.credential.Passkey;
import dev.twokey.inventory.Environment;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.people.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells the channels of all production environments of a further passkey that no earlier one
 * vouched for, and of its end.
 */
final class KeyNews {
  private static final Duration NEWS = Duration.ofHours(24);

  private final Outbox outbox;

  KeyNews(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Shows what is new.
   *
   * @param before the state before these events
   * @param events new ones; empty where the bot has just started
   */
  void tell(
      Credentials before,
      Credentials after,
      List<Recorded> events,
      Setup setup,
      Facts facts,
      Instant now) {
    if (events.isEmpty()) {
      after.passkeys().values().stream()
          .filter(p -> p.loud() && p.enrolled().plus(NEWS).isAfter(now))
          .forEach(p -> show(after.person(), p, Optional.empty(), setup, facts, now));
    }
    for (Recorded recorded : events) {
      if (recorded.event() instanceof PasskeyEnrolled e) {
        Optional.ofNullable(after.passkeys().get(e.passkey()))
            .filter(Passkey::loud)
            .ifPresent(p -> show(after.person(), p, Optional.empty(), setup, facts, now));
      } else if (recorded.event() instanceof PasskeyRevoked(var id, var by, _)) {
        Optional.ofNullable(before.passkeys().get(id))
            .filter(Passkey::loud)
            .ifPresent(p -> show(after.person(), p, Optional.of(by), setup, facts, now));
      }
    }
  }

  private void show(
      PersonId person,
      Passkey passkey,
      Optional<PersonId> revoked,
      Setup setup,
      Facts facts,
      Instant now) {
    for (Environment environment : setup.inventory().environments().values()) {
      for (String channel : environment.production() ? environment.channels() : List.<String>of()) {
        outbox.show(
            new StreamId("credential", passkey.id() + "/" + channel),
            Conversation.channel(channel),
            CredentialCards.further(environment.name(), person, passkey, revoked, facts, now));
      }
    }
  }
}
