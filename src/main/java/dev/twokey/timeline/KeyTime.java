package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * When a milestone was reached, and how that is known.
 *
 * @param milestone which
 * @param at when
 * @param position of the record that says it
 * @param how what it was derived from, for people
 */
public record KeyTime(Milestone milestone, Instant at, long position, String how) {
  public KeyTime {
    requireNonNull(milestone, "milestone");
    requireNonNull(at, "at");
    requireNonNull(how, "how");
  }
}
