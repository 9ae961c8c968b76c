package dev.twokey.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Conversation;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.FileRoster;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Plan;
import dev.twokey.plan.PlanText;
import dev.twokey.problem.ErrorCode;
import dev.twokey.runbook.Revision;
import dev.twokey.timeline.DrillTale;
import dev.twokey.timeline.Tale;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProvenanceGuardTest {
  private static final Instant NOW = Instant.parse("2026-11-25T14:00:00Z");
  private static final Plan PLAN = PlanText.read(Tale.planText(DrillTale.draft()));

  private static Revision file(Revision.State state) {
    return new Revision(
        "rabbitmq-down.md",
        state,
        "8c1d2e3f9a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d",
        "Ana",
        Optional.of(Instant.parse("2026-11-22T14:00:00Z")));
  }

  private static Verdict judge(boolean production, Revision... files) {
    GuardFacts facts =
        new GuardFacts(
            "op-1",
            new Premises(
                PLAN,
                RiskRules.ofRole("responder"),
                Policy.nothing(),
                new Inventory(Map.of()),
                new Conversation("console", "one", Optional.empty()),
                Here.nothing()),
            new PersonId("ana"),
            FileRoster.empty(),
            Map.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(files),
            false,
            List.of(),
            production,
            NOW);
    return Guards.judge(facts).stream()
        .filter(j -> j.guard().equals("provenance"))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @Test
  void the_card_shows_commit_author_and_age() {
    assertThat(judge(true, file(Revision.State.COMMITTED)))
        .isEqualTo(new Verdict.Allow("rabbitmq-down.md @ 8c1d2e3 by Ana, 3 d ago"));
  }

  @ParameterizedTest
  @EnumSource(names = {"MODIFIED", "UNTRACKED"})
  void production_refuses_what_is_not_committed_and_says_what_to_do(Revision.State state) {
    Verdict verdict = judge(true, file(Revision.State.COMMITTED), file(state));
    assertThat(verdict).isInstanceOf(Verdict.Deny.class);
    assertThat(((Verdict.Deny) verdict).why().code()).isEqualTo(ErrorCode.RUNBOOK_UNCOMMITTED);
    assertThat(((Verdict.Deny) verdict).why().line())
        .contains("rabbitmq-down.md", "not committed", "commit it");
  }

  @ParameterizedTest
  @EnumSource(names = {"MODIFIED", "UNTRACKED"})
  void staging_shows_what_is_not_committed(Revision.State state) {
    Verdict verdict = judge(false, file(state));
    assertThat(verdict).isInstanceOf(Verdict.Allow.class);
    assertThat(((Verdict.Allow) verdict).says()).contains("not committed");
  }

  @Test
  void an_unknown_commit_is_shown_as_such_and_refuses_nothing() {
    assertThat(judge(true, Revision.unknown("a.md")))
        .isEqualTo(new Verdict.Allow("a.md, commit unknown"));
  }

  @Test
  void a_plan_of_no_runbook_is_not_affected() {
    assertThat(judge(true)).isEqualTo(new Verdict.Allow(""));
  }
}
