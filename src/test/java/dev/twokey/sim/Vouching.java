package dev.twokey.sim;

import dev.twokey.approval.Review;
import dev.twokey.credential.Credentials;
import dev.twokey.credential.Passkey;
import dev.twokey.credential.PublicKey;
import dev.twokey.engine.Context;
import dev.twokey.engine.Family;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Known;
import dev.twokey.people.Account;
import dev.twokey.people.Proven;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A context in which everybody has a passkey that nobody enrolled. */
record Vouching(Context<Known> real) implements Context<Known> {
  private static final String MADE_UP = "made-up";

  /** Returns a word as if it had been given by passkey. */
  static Review vouched(Review review) {
    return review.passkey().isPresent()
        ? review
        : new Review(
            review.by(),
            review.through(),
            review.approves(),
            review.planHash(),
            review.reason(),
            review.at(),
            Optional.of(new Proven.ByPasskey(MADE_UP, review.at())));
  }

  @Override
  public Instant now() {
    return real.now();
  }

  @Override
  public ReplicaId self() {
    return real.self();
  }

  @Override
  public Known known() {
    return real.known();
  }

  @Override
  @SuppressWarnings("unchecked") // credentials in the place of credentials
  public <S> S look(Family<S, ?, ?, ?> family, StreamId stream) {
    S seen = real.look(family, stream);
    return seen instanceof Credentials of ? (S) with(of) : seen;
  }

  private static Credentials with(Credentials of) {
    Map<String, Passkey> passkeys = new java.util.HashMap<>(of.passkeys());
    passkeys.put(
        MADE_UP,
        new Passkey(
            MADE_UP,
            new PublicKey(MADE_UP, "handle", "cose", List.of(), 0),
            "laptop",
            new Account("console", of.person().id()),
            Optional.empty(),
            false,
            Instant.EPOCH));
    return new Credentials(of.person(), passkeys, of.tokens(), of.seasoned());
  }

  @Override
  public String freshId() {
    return real.freshId();
  }
}
