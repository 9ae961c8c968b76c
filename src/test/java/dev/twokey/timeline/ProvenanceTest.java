package dev.twokey.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.journal.JournalStore.Head;
import dev.twokey.journal.Verification;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The foot of an export never claims more than was checked. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProvenanceTest {
  private static final Head HEAD = new Head(412, "3fa9c1d2".repeat(8));

  private static Provenance found(Head head, Verification.Defect... defects) {
    return new Provenance(
        HEAD, Optional.of(new Verification(head.position(), 0, head, List.of(defects), 0)));
  }

  @Test
  void a_whole_journal_is_called_verified() {
    Provenance whole = found(HEAD);
    assertThat(whole.line(87))
        .isEqualTo(
            "Timeline rows 1-87 verified against journal head 3fa9c1d23fa9c1d2… (record 412): the"
                + " chain up to it is whole.");
    assertThat(whole.isProven()).isTrue();
  }

  @Test
  void a_journal_that_nobody_checked_is_not() {
    Provenance unchecked = new Provenance(HEAD, Optional.empty());
    assertThat(unchecked.line(1)).startsWith("Timeline row 1, read at").contains("NOT VERIFIED");
    assertThat(unchecked.isProven()).isFalse();
  }

  @Test
  void a_broken_journal_says_so_with_the_first_defect() {
    Provenance broken =
        found(
            HEAD,
            new Verification.Defect(
                7, Verification.Kind.CHANGED, "position 7: it has another hash"));
    assertThat(broken.line(87))
        .contains("THE JOURNAL IS NOT WHOLE: 1 defect, the first: position 7: it has another hash");
    assertThat(broken.isProven()).isFalse();
  }

  @Test
  void a_journal_that_grew_before_it_was_checked_is_verified_by_the_anchor() {
    assertThat(found(new Head(500, "bb".repeat(32))).isProven()).isTrue();
    assertThat(found(new Head(412, "bb".repeat(32))).isProven()).isFalse();
  }

  @Test
  void a_journal_that_was_checked_up_to_an_earlier_record_says_so() {
    Provenance early = found(new Head(400, "aa".repeat(32)));
    assertThat(early.line(87))
        .contains("NOT VERIFIED: the journal was looked at up to record 400.");
    assertThat(early.isProven()).isFalse();
  }
}
