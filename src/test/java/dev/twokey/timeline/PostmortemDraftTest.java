package dev.twokey.timeline;

import static dev.twokey.timeline.Tale.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.journal.Verification;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The draft holds what the journal holds, and asks people for the rest. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PostmortemDraftTest {
  private static String draft(Tale tale) throws IOException {
    Verification found = new Verification(tale.events().size(), 0, tale.head(), List.of(), 0);
    StringBuilder out = new StringBuilder();
    new PostmortemDraft()
        .write(
            new IncidentReport(
                tale.timeline(),
                new Provenance(tale.head(), Optional.of(found)),
                Optional.of(Duration.ofMinutes(10))),
            out);
    return out.toString();
  }

  @Test
  void the_draft_of_a_whole_incident_is_the_golden_one() throws IOException {
    Golden.holds("postmortem-golden.md", draft(WholeTale.tale()));
  }

  @Test
  void an_incident_of_which_little_is_known_invents_nothing() throws IOException {
    String draft = draft(new Tale().opened("something is odd").after("5M").closed(ANA));

    assertThat(draft)
        .contains(
            "| TTD | n/a (no start of the fault recorded) |",
            "No diagnosis recorded what was broken for users.",
            "| Users affected | TODO(owner): number, and where it comes from |",
            "No operation was asked for.",
            "| prevent | TODO(owner): so that it doesn't happen again |  |  |")
        .doesNotContain("| 0 ", " 0 s")
        .contains(
            "verified against journal head 3fa9c1d23fa9c1d2… (record 4): the chain up to it is"
                + " whole.");
  }

  @Test
  void what_must_be_reviewed_is_asked_about_by_its_record() throws IOException {
    Tale tale = WholeTale.tale();
    Entry broken =
        tale.timeline().entries().stream()
            .filter(e -> e.kind() == Kind.BREAK_GLASS)
            .findFirst()
            .orElseThrow();
    assertThat(draft(tale))
        .contains(
            "look at record " + broken.position() + ": restart worker-transcode: BROKE THE GLASS");
  }

  @Test
  void a_demo_says_in_its_second_line_that_it_is_one() throws IOException {
    assertThat(draft(new Tale().demo().opened("stuck")).lines().skip(2).findFirst())
        .contains("> DEMO: one human could hold both keys.");
  }
}
