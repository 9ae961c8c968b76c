package dev.twokey.journal;

import static java.util.Objects.requireNonNull;

/**
 * Stands where an event was whose text was erased. The chain still proves that it was there, when,
 * and by whom; whoever folds a stream passes over it. It is read, never appended.
 *
 * @param type the stored type name, such as {@code incident.noted.1}
 */
public record Erased(String type) implements Event {
  public Erased {
    requireNonNull(type, "type");
  }
}
