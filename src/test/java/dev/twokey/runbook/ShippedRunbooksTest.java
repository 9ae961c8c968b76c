package dev.twokey.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShippedRunbooksTest {
  @Test
  void the_shipped_runbooks_have_no_problem_and_no_warning() {
    assertThat(House.findings(House.shipped())).isEmpty();
  }
}
