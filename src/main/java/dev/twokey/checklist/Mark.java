package dev.twokey.checklist;

import static java.util.Objects.requireNonNull;

import dev.twokey.people.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a task is not open any more.
 *
 * @param by the person; empty if Twokey saw it
 * @param lines what shows it, or the reason for leaving it out
 */
public record Mark(How how, Optional<PersonId> by, Instant at, List<String> lines) {
  /** What became of a task. */
  public enum How {
    /** It is done. */
    DONE,
    /** A person left it out. */
    SKIPPED,
    /** What it is for does not hold. */
    NOT_NEEDED
  }

  public Mark {
    requireNonNull(how, "how");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
    lines = List.copyOf(lines);
  }
}
