package dev.twokey.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.twokey.condition.Shape;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProbeConformanceTest {
  @Test
  void a_probe_that_does_nothing_fails_every_test() {
    failsEveryTest(OfNothing.class);
  }

  @Test
  void a_probe_that_says_something_without_asking_fails_every_test() {
    failsEveryTest(OfInvention.class);
  }

  private static void failsEveryTest(Class<?> suite) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request().selectors(selectClass(suite)).build(), listener);
    assertThat(listener.getSummary().getTestsFoundCount()).isGreaterThan(10);
    assertThat(listener.getSummary().getTestsFailedCount())
        .isEqualTo(listener.getSummary().getTestsFoundCount());
  }

  /** Never reads. */
  static class OfNothing extends ProbeConformance {
    @Override
    protected ProbeFixture open() {
      Problem nothing = new Problem(ErrorCode.BUG, "Nothing was read.", "");
      return new Fixture(new Reading.Unreadable(Instant.EPOCH, nothing));
    }
  }

  /** Reads the same whatever it is asked. */
  static class OfInvention extends ProbeConformance {
    @Override
    protected ProbeFixture open() {
      return new Fixture(new Reading.Observed(Instant.EPOCH, Map.of("invented", 1)));
    }
  }

  private record Fixture(Reading always) implements ProbeFixture {
    @Override
    public Probe probe() {
      ProbeKind kind =
          new ProbeKind(
              "nothing", List.of(), new Shape.Fields("nothing", Map.of()), false, "nothing");
      return new Probe() {
        @Override
        public ProbeKind kind() {
          return kind;
        }

        @Override
        public Reading read(ProbeCall call, Cancellation cancellation) {
          return always;
        }
      };
    }

    @Override
    public ProbeCall healthy() {
      return new ProbeCall("nothing", "healthy", Optional.empty(), Map.of(), Duration.ofSeconds(1));
    }

    @Override
    public Map<String, Object> expected() {
      return Map.of("real", true);
    }

    @Override
    public ProbeCall unreachable() {
      return healthy();
    }

    @Override
    public ProbeCall silent() {
      return healthy();
    }

    @Override
    public int waiting() {
      return 1;
    }

    @Override
    public String state() {
      return "";
    }

    @Override
    public void close() {}
  }
}
