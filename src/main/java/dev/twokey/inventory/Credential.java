package dev.twokey.inventory;

import java.util.Map;

/**
 * What a connection logs in with, for one {@link Access}.
 *
 * @param facts plain values, such as {@code user}
 * @param secrets references, such as {@code password}, {@code token}, {@code key}
 */
public record Credential(Map<String, String> facts, Map<String, SecretRef> secrets) {
  public Credential {
    facts = Map.copyOf(facts);
    secrets = Map.copyOf(secrets);
  }
}
