package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.twokey.condition.Truth;

/**
 * Whether something is forbidden now.
 *
 * @param id of the block, in the whole folder
 * @param during whether its {@code while} holds; unknown counts as forbidden
 * @param says the reason, and what to do instead
 */
public record ForbidResult(String id, Truth during, String says) {
  public ForbidResult {
    requireNonNull(id, "id");
    requireNonNull(during, "during");
    requireNonNull(says, "says");
  }
}
