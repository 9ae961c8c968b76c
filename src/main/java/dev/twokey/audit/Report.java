package dev.twokey.audit;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.Verification;
import java.util.List;

/**
 * What a journal proves, and what not.
 *
 * @param chain what the walk along the chain found
 * @param defects what does not hold, beside the chain's own
 * @param leftOut how many more defects there are
 * @param warnings what is to be looked at and proves nothing wrong
 * @param proven sentences for people
 * @param unproven sentences for people: what could not be looked at, and why
 * @param unreadable how many records this Twokey can't read although their text is what was stored
 */
public record Report(
    Verification chain,
    List<Finding> defects,
    long leftOut,
    List<Finding> warnings,
    List<String> proven,
    List<String> unproven,
    long unreadable) {
  public Report {
    requireNonNull(chain, "chain");
    defects = List.copyOf(defects);
    warnings = List.copyOf(warnings);
    proven = List.copyOf(proven);
    unproven = List.copyOf(unproven);
  }

  /** Returns whether nothing is wrong. */
  public boolean isWhole() {
    return chain.isWhole() && defects.isEmpty();
  }
}
