package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A cause that a diagnosis found to hold.
 *
 * @param id in the folder of runbooks
 * @param environment where
 * @param first when it was found first
 * @param position of the record that found it first
 * @param says what was seen then
 */
public record NamedCause(
    String id, String environment, Instant first, long position, List<String> says) {
  public NamedCause {
    requireNonNull(id, "id");
    requireNonNull(environment, "environment");
    requireNonNull(first, "first");
    says = List.copyOf(says);
  }
}
