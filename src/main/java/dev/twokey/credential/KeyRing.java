package dev.twokey.credential;

import dev.twokey.people.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The credentials of everybody: an index, rebuilt from what the loop tells, before the answer to
 * the input that changed it. Safe for threads.
 */
public final class KeyRing {
  private final Map<PersonId, Credentials> people = new ConcurrentHashMap<>();

  /** A passkey with its person. */
  public record Owned(PersonId person, Passkey passkey) {}

  /** Takes the newest state of a person in. */
  public void put(Credentials credentials) {
    people.put(credentials.person(), credentials);
  }

  /** Returns the credentials of a person. */
  public Credentials of(PersonId person) {
    return people.getOrDefault(person, Credentials.none(person));
  }

  /** Returns whether a passkey with that id holds. */
  public boolean holds(String passkey) {
    return people.values().stream().anyMatch(c -> c.passkeys().containsKey(passkey));
  }

  /** Returns the passkey with the authenticator's id. */
  public Optional<Owned> withCredential(String credential) {
    return all().stream().filter(o -> o.passkey().key().credential().equals(credential)).findAny();
  }

  /** Returns whom authenticators know under that handle. */
  public Optional<PersonId> withHandle(String handle) {
    return all().stream()
        .filter(o -> o.passkey().key().handle().equals(handle))
        .map(Owned::person)
        .findAny();
  }

  /** Returns the token with that text if it holds at that time. */
  public Optional<Token> token(String text, Instant at) {
    String hash = Token.hash(text);
    return people.values().stream().flatMap(c -> c.token(hash, at).stream()).findAny();
  }

  /** Returns who has the passkey or token with that id. */
  public Optional<PersonId> ownerOf(String id) {
    return people.values().stream()
        .filter(c -> c.passkeys().containsKey(id) || c.tokens().containsKey(id))
        .map(Credentials::person)
        .findAny();
  }

  /** Returns who could prove themselves by a passkey. */
  public Set<PersonId> withPasskeys() {
    return all().stream().map(Owned::person).collect(Collectors.toUnmodifiableSet());
  }

  private List<Owned> all() {
    return people.values().stream()
        .flatMap(c -> c.passkeys().values().stream().map(p -> new Owned(c.person(), p)))
        .toList();
  }
}
