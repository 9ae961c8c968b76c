package dev.twokey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildTest {
  @Test
  void the_tests_run_on_jdk_25() {
    assertThat(Runtime.version().feature()).isEqualTo(25);
  }
}
