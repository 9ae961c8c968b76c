package dev.twokey.sim;

import dev.twokey.approval.Review;
import dev.twokey.chat.Conversation;
import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.Credentials;
import dev.twokey.credential.PublicKey;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.sim.People.Pressed;
import dev.twokey.trust.Grant;
import dev.twokey.trust.GrantInput;
import dev.twokey.trust.Proposal;
import dev.twokey.trust.Trust;
import dev.twokey.trust.TrustInput;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What people do about power itself: roster and policy, roles for a time, passkeys. */
final class PeopleInPower {
  private static final List<String> EVERYBODY = List.of("ana", "ben", "chi", "dee", "eve", "mal");
  private static final List<String> SIGNERS = List.of("ben", "chi", "dee");

  private final RandomGenerator random;
  private final InstantSource clock;
  private final Sight sight;
  private int made;

  PeopleInPower(RandomGenerator random, InstantSource clock, Sight sight) {
    this.random = random;
    this.clock = clock;
    this.sight = sight;
  }

  private PersonId anybody() {
    return new PersonId(EVERYBODY.get(random.nextInt(EVERYBODY.size())));
  }

  private PersonId signer() {
    return random.nextInt(5) == 0
        ? anybody()
        : new PersonId(SIGNERS.get(random.nextInt(SIGNERS.size())));
  }

  /** Returns one of a person's accounts. */
  Account account(PersonId by) {
    String slack = Map.of("ana", "T1/U1", "ben", "T1/U2").getOrDefault(by.id(), "");
    return slack.isEmpty() || random.nextBoolean()
        ? new Account("console", by.id())
        : new Account("slack", slack);
  }

  /** Returns a person's word, given by a passkey if they have one at hand. */
  Review review(PersonId by, boolean approves, String hash, String reason) {
    return new Review(by, account(by), approves, hash, reason, clock.instant(), passkey(by));
  }

  /** Returns the passkey of a person's session: mostly their own, at times too old or made up. */
  Optional<Proven.ByPasskey> passkey(PersonId by) {
    List<String> own = sight.passkeys(by.id());
    int what = random.nextInt(40);
    if (what == 0) {
      return Optional.of(new Proven.ByPasskey("pk" + random.nextInt(9), clock.instant()));
    } else if (own.isEmpty() || what < 12) {
      return Optional.empty();
    }
    Duration ago = what == 13 ? Proven.ByPasskey.LIFE.plusMinutes(5) : Duration.ofMinutes(10);
    Instant at = clock.instant().minus(ago);
    return Optional.of(new Proven.ByPasskey(own.get(random.nextInt(own.size())), at));
  }

  Pressed press() {
    Trust trust = sight.trust();
    if (trust.proposal().filter(p -> p.waits() || p.isLeft()).isPresent()
        && random.nextInt(3) > 0) {
      return root(trust.proposal().orElseThrow());
    }
    return random.nextInt(3) == 0 ? passkeys() : grants();
  }

  private Pressed root(Proposal proposal) {
    PersonId by = signer();
    TrustInput input =
        proposal.isLeft()
            ? new TrustInput.AskAgain(by, proposal.hash())
            : new TrustInput.Sign(
                review(
                    by,
                    random.nextInt(8) > 0,
                    random.nextInt(12) == 0 ? "0".repeat(64) : proposal.hash(),
                    "as it should be"));
    return new Pressed(Trust.STREAM, input, by);
  }

  private Pressed grants() {
    List<Grant> open = sight.openGrants();
    PersonId by = signer();
    if (open.isEmpty() || random.nextInt(4) == 0) {
      GrantInput.Ask ask =
          new GrantInput.Ask(
              by,
              anybody(),
              random.nextBoolean() ? "approver" : "responder",
              Duration.ofMinutes(1 + random.nextInt(20)),
              "she is here",
              new Conversation("console", "one", Optional.empty()));
      return new Pressed(Grant.stream("gr" + ++made), ask, by);
    }
    return switch (open.get(random.nextInt(open.size()))) {
      case Grant.Waiting w ->
          new Pressed(
              Grant.stream(w.id()),
              new GrantInput.Sign(review(by, random.nextInt(8) > 0, w.hash(), "fine")),
              by);
      case Grant grant ->
          new Pressed(Grant.stream(grant.id()), new GrantInput.Revoke(by, "gone"), by);
    };
  }

  private Pressed passkeys() {
    PersonId by = random.nextInt(4) == 0 ? anybody() : signer();
    List<String> own = sight.passkeys(by.id());
    if (!own.isEmpty() && random.nextInt(4) == 0) {
      return new Pressed(
          Credentials.stream(by),
          new CredentialInput.Revoke(own.getFirst(), by, false, "lost"),
          by);
    }
    String id = "pk" + ++made;
    PublicKey key = new PublicKey(id, "handle", "cose", List.of(), 0);
    return new Pressed(
        Credentials.stream(by),
        new CredentialInput.Enrol(id, key, "laptop", account(by), Optional.empty()),
        by);
  }
}
