package dev.twokey.credential;

import static java.util.Objects.requireNonNull;

import dev.twokey.engine.Family;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials of one person that hold.
 *
 * @param person whose
 * @param passkeys by their ids, oldest first
 * @param tokens by their ids, oldest first; some may have ended by time
 * @param seasoned whether there ever was a passkey: revoking the last makes the next no first one
 */
public record Credentials(
    PersonId person, Map<String, Passkey> passkeys, Map<String, Token> tokens, boolean seasoned) {
  /** The family of their streams. */
  public static final Family<Credentials, CredentialInput, CredentialEvent, Object> FAMILY =
      new Family<>(
          new EventFamily(
              "credential",
              Map.of(
                  "credential.link_asked.1", CredentialEvent.LinkAsked.class,
                  "credential.passkey_enrolled.1", CredentialEvent.PasskeyEnrolled.class,
                  "credential.passkey_used.1", CredentialEvent.PasskeyUsed.class,
                  "credential.passkey_labelled.1", CredentialEvent.PasskeyLabelled.class,
                  "credential.passkey_revoked.1", CredentialEvent.PasskeyRevoked.class,
                  "credential.token_issued.1", CredentialEvent.TokenIssued.class,
                  "credential.token_revoked.1", CredentialEvent.TokenRevoked.class,
                  "credential.refused.1", CredentialEvent.CredentialRefused.class)),
          CredentialInput.class,
          CredentialEvent.class,
          new CredentialDecider(),
          Object::new);

  public Credentials {
    requireNonNull(person, "person");
    passkeys = Collections.unmodifiableMap(new LinkedHashMap<>(passkeys));
    tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
  }

  /** Returns the stream of a person. */
  public static StreamId stream(PersonId person) {
    return new StreamId("credential", person.id());
  }

  static Credentials none(PersonId person) {
    return new Credentials(person, Map.of(), Map.of(), false);
  }

  /**
   * Returns whether something done then was proven by a passkey that still holds: one that was
   * revoked since proves nothing.
   */
  public boolean prove(Proven.ByPasskey shown, Instant then) {
    return passkeys.containsKey(shown.passkey()) && shown.covers(then);
  }

  /** Returns the passkey with the authenticator's id. */
  public Optional<Passkey> withCredential(String credential) {
    return passkeys.values().stream()
        .filter(p -> p.key().credential().equals(credential))
        .findAny();
  }

  /** Returns the token with that hash if it holds at that time. */
  public Optional<Token> token(String hash, Instant at) {
    return tokens.values().stream()
        .filter(t -> t.hash().equals(hash) && at.isBefore(t.until()))
        .findAny();
  }

  Credentials with(Passkey passkey) {
    Map<String, Passkey> more = new LinkedHashMap<>(passkeys);
    more.put(passkey.id(), passkey);
    return new Credentials(person, more, tokens, true);
  }

  Credentials with(Token token, Instant now) {
    Map<String, Token> more = new LinkedHashMap<>(tokens);
    more.values().removeIf(t -> !now.isBefore(t.until()));
    more.put(token.id(), token);
    return new Credentials(person, passkeys, more, seasoned);
  }

  Credentials without(String id) {
    Map<String, Passkey> lessKeys = new LinkedHashMap<>(passkeys);
    Map<String, Token> lessTokens = new LinkedHashMap<>(tokens);
    lessKeys.remove(id);
    lessTokens.remove(id);
    return new Credentials(person, lessKeys, lessTokens, seasoned);
  }
}
