package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Verification;
import java.util.Optional;

/**
 * What a reader can hold the record against.
 *
 * @param head of the journal when the timeline was read from it
 * @param verified what the verifier found then; empty if the journal was not verified
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
    if (verified.isEmpty()) {
      return which + ", read at " + at + ". NOT VERIFIED: run `twokey journal verify`.";
    }
    Verification found = verified.get();
    if (!found.isWhole()) {
      long defects = found.defects().size() + found.leftOut();
      return which
          + ", read at "
          + at
          + ". THE JOURNAL IS NOT WHOLE: "
          + Words.count(defects, "defect")
          + ", the first: "
          + found.defects().getFirst().what();
    } else if (!found.head().equals(head)) {
      return which
          + ", read at "
          + at
          + ", but the journal was verified up to record "
          + found.head().position()
          + " only.";
    }
    return which
        + " verified against "
        + at
        + ": "
        + Words.count(found.events(), "record")
        + ", chain whole.";
  }

  /** Returns whether the rows come from a journal whose chain was found whole, up to this head. */
  public boolean isProven() {
    return verified.filter(v -> v.isWhole() && v.head().equals(head)).isPresent();
  }

  private String shortHash() {
    return head.hash().length() <= DIGITS_SHOWN
        ? head.hash()
        : head.hash().substring(0, DIGITS_SHOWN) + "…";
  }
}
