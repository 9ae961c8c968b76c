package dev.twokey.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Shows that each test of {@link EventFamilySamples} can fail. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventFamilySamplesTest {
  sealed interface Broken extends Event {}

  record Sound(String text) implements Broken {}

  /** A time in an untyped place comes back as a text. */
  record Untyped(Object what) implements Broken {}

  record Picky(Optional<String> reason, int atMostFive) implements Broken {
    Picky {
      if (atMostFive > 5 || reason.isEmpty()) {
        throw new IllegalArgumentException("no");
      }
    }
  }

  static class NameMissing extends EventFamilySamples {
    NameMissing() {
      super(
          Broken.class,
          new EventFamily(
              "broken", Map.of("broken.sound.1", Sound.class, "broken.picky.1", Picky.class)));
    }
  }

  static class VersionMissing extends EventFamilySamples {
    VersionMissing() {
      super(Sound.class, new EventFamily("broken", Map.of("broken.sound", Sound.class)));
    }
  }

  static class Stray extends EventFamilySamples {
    Stray() {
      super(
          Sound.class,
          new EventFamily(
              "broken", Map.of("broken.sound.1", Sound.class, "broken.picky.1", Picky.class)));
    }
  }

  static class ComesBackChanged extends EventFamilySamples {
    ComesBackChanged() {
      super(
          Broken.class,
          new EventFamily(
              "broken",
              Map.of(
                  "broken.sound.1", Sound.class,
                  "broken.picky.1", Picky.class,
                  "broken.untyped.1", Untyped.class)));
    }

    @Override
    protected Map<Class<?>, Object> given() {
      return Map.of(Object.class, java.time.Instant.EPOCH);
    }
  }

  @Test
  void an_event_without_a_name_fails() {
    assertThat(LaunchedSuite.run(NameMissing.class).failed())
        .containsExactlyInAnyOrder("every event has a type name with a version", "Untyped");
  }

  @Test
  void a_name_without_a_version_fails() {
    assertThat(LaunchedSuite.run(VersionMissing.class).failed())
        .contains("every event has a type name with a version");
  }

  @Test
  void a_name_for_another_familys_event_fails() {
    assertThat(LaunchedSuite.run(Stray.class).failed())
        .containsExactly("every type name stands for an event of the family");
  }

  @Test
  void an_event_that_comes_back_changed_fails_and_the_picky_one_is_made() {
    LaunchedSuite run = LaunchedSuite.run(ComesBackChanged.class);

    assertThat(run.failed()).containsExactly("Untyped");
    assertThat(run.succeeded()).contains("Sound", "Picky");
  }
}
