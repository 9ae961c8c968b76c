package dev.twokey.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.runbook.Revision;
import dev.twokey.timeline.DrillTale;
import dev.twokey.timeline.Tale;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanSourcesTest {
  private static final Revision FILE =
      new Revision(
          "rabbitmq-down.md",
          Revision.State.COMMITTED,
          "8c1d2e3f9a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d",
          "Ana",
          Optional.of(Instant.parse("2026-11-22T14:00:00Z")));

  @Test
  void people_sign_a_plan_with_the_commit_that_it_comes_from() {
    String text = Tale.planText(DrillTale.draft().madeFrom(List.of(FILE)));
    assertThat(text).contains(FILE.commit());
    assertThat(PlanText.read(text).draft().sources()).containsExactly(FILE);
    assertThat(PlanHash.of(text)).isNotEqualTo(PlanHash.of(Tale.planText(DrillTale.draft())));
  }

  @Test
  void a_plan_that_was_stored_before_this_was_recorded_is_read_and_has_its_old_text() {
    String text = Tale.planText(DrillTale.draft());
    assertThat(text).doesNotContain("sources", "raised");
    assertThat(PlanText.read(text).draft().sources()).isEmpty();
    assertThat(PlanText.write(PlanText.read(text))).isEqualTo(text);
  }
}
