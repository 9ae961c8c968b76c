package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Verification;
import java.util.Optional;

/**
 * What a reader can hold the record against.
 *
 * @param head of the journal when the timeline was read from it
 * @param verified what the verifier found with this head as an anchor, then or later; empty if the
 *     journal was not verified
 */
public record Provenance(JournalStore.Head head, Optional<Verification> verified) {
  private static final int DIGITS_SHOWN = 16;

  public Provenance {
    requireNonNull(head, "head");
    requireNonNull(verified, "verified");
  }

  /** Returns the one line that stands at the foot of an export. */
  public String line(long rows) {
    String which =
        rows == 0 ? "No timeline row" : rows == 1 ? "Timeline row 1" : "Timeline rows 1-" + rows;
    String at = "journal head " + shortHash() + " (record " + head.position() + ")";
    return isProven()
        ? which + " verified against " + at + ": the chain up to it is whole."
        : which + ", read at " + at + ". " + doubt();
  }

  private String doubt() {
    if (verified.isEmpty()) {
      return "NOT VERIFIED: run `twokey journal verify`.";
    }
    Verification found = verified.get();
    if (found.isWhole()) {
      return "NOT VERIFIED: the journal was looked at up to record "
          + found.head().position()
          + ".";
    }
    long defects = found.defects().size() + found.leftOut();
    return "THE JOURNAL IS NOT WHOLE: "
        + Words.count(defects, "defect")
        + ", the first: "
        + found.defects().getFirst().what();
  }

  /** Returns whether the rows come from a journal whose chain was found whole, up to this head. */
  public boolean isProven() {
    return verified
        .filter(Verification::isWhole)
        .filter(v -> v.head().position() > head.position() || v.head().equals(head))
        .isPresent();
  }

  private String shortHash() {
    return head.hash().length() <= DIGITS_SHOWN
        ? head.hash()
        : head.hash().substring(0, DIGITS_SHOWN) + "…";
  }
}
