package dev.twokey.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays to each reader what it begins with, every input that once showed a mistake, and both with a
 * few wounds. {@code ./twokey fuzz} looks for more.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeptInputsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int WOUNDED = 8;

  @TestFactory
  Stream<DynamicTest> every_kept_input_is_taken_as_it_should() {
    return FuzzTargets.names().stream()
        .map(name ->
            DynamicTest.dynamicTest(
                name,
                () -> {
                  FuzzTarget target = FuzzTargets.named(name);
                  for (String input : inputs(name, target)) {
                    take(target, input);
                  }
                }));
  }

  @Test
  void each_folder_belongs_to_a_target() throws IOException {
    assertThat(FuzzTargets.names()).containsAll(KeptInputs.folders());
  }

  @Test
  void a_reader_that_throws_is_seen() {
    FuzzTarget broken = broken();
    take(broken, "fine");
    assertThatThrownBy(() -> take(broken, "no number: x")).hasMessageContaining("no number");
  }

  private static FuzzTarget broken() {
    return new FuzzTarget() {
      @Override
      public List<String> seeds() {
        return List.of();
      }

      @Override
      public void take(String input) {
        if (!input.equals("fine")) {
          throw new IllegalStateException(input);
        }
      }
    };
  }

  private static void take(FuzzTarget target, String input) {
    Assertions.assertTimeout(PATIENCE, () -> target.take(input));
  }

  private static List<String> inputs(String name, FuzzTarget target) throws IOException {
    List<String> whole = new ArrayList<>(target.seeds());
    assertThat(whole).as("seeds of " + name).isNotEmpty();
    whole.addAll(KeptInputs.of(name).values());
    List<String> all = new ArrayList<>(whole);
    Random random = new Random(42);
    for (String text : whole) {
      for (int i = 0; i < WOUNDED; i++) {
        all.add(Wounds.of(text, random));
      }
    }
    return all;
  }
}
