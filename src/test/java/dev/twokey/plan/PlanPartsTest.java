package dev.twokey.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twokey.timeline.DrillTale;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The parts of plans that people see, type or sign. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanPartsTest {
  @Test
  void a_plan_is_signed_by_the_sha256_of_its_text_and_read_out_by_eight_digits_of_it() {
    PlanHash hash = PlanHash.of("abc");
    assertThat(hash.hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(hash.code()).isEqualTo("ba78-16bf");
    assertThatThrownBy(() -> new PlanHash("ba78")).hasMessageContaining("64 hex digits");
  }

  @Test
  void a_condition_is_named_by_the_key_under_which_it_stands_and_by_its_runbook() {
    assertThat(Arrays.stream(Clause.Part.values()).map(Clause.Part::word))
        .containsExactly("needs", "verify", "steady_state", "abort_when", "holds");
    Clause clause =
        new Clause("rabbitmq_down.restart_broker", Clause.Part.VERIFY, "", "amqp_port.ok");
    assertThat(clause.runbook()).isEqualTo("rabbitmq_down");
  }

  @Test
  void what_is_not_verified_is_not_waited_for() {
    assertThat(new Verification.None().within()).isEqualTo(Duration.ZERO);
    assertThatThrownBy(() -> new Verification.Meets(List.of(), Duration.ofSeconds(1)))
        .hasMessageContaining("expects something");
  }

  @Test
  void a_plan_has_a_step_and_a_preview_of_each_act() {
    Draft draft = DrillTale.draft();
    assertThatThrownBy(() -> new Plan(draft, Map.of(), "role=responder"))
        .hasMessageContaining("has no preview");
    assertThat(draft.acts()).isNotEmpty();
    assertThat(draft.calls()).hasSameSizeAs(draft.acts());
  }
}
