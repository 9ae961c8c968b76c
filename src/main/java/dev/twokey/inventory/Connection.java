package dev.twokey.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * How a system is reached: the only place with addresses and secrets.
 *
 * @param name unique in its environment
 * @param kind which connector speaks with it, such as {@code rabbitmq}
 * @param facts addresses and options, such as {@code management}
 * @param credentials up to three
 */
public record Connection(
    String name, String kind, Map<String, String> facts, Map<Access, Credential> credentials) {
  public Connection {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    facts = Map.copyOf(facts);
    credentials = Map.copyOf(credentials);
  }

  /** Returns a fact, such as an address. */
  public Optional<String> fact(String key) {
    return Optional.ofNullable(facts.get(key));
  }

  /**
   * Returns the credential for exactly this access; a higher one never stands in for a lower one or
   * the other way.
   */
  public Optional<Credential> credential(Access access) {
    return Optional.ofNullable(credentials.get(access));
  }
}
