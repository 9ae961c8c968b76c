package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What was read, in words for people.
 *
 * @param says such as {@code transcode_jobs has 8,412 waiting, 0 consumers}, or that something
 *     could not be read
 * @param at when it was read, or tried
 */
public record EvidenceLine(String says, Instant at) {
  public EvidenceLine {
    requireNonNull(says, "says");
    requireNonNull(at, "at");
  }
}
