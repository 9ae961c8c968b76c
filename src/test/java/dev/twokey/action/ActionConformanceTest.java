package dev.twokey.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.twokey.probe.Cancellation;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ActionConformanceTest {
  @Test
  void an_action_that_does_nothing_fails_every_test() {
    failsEveryTest(OfNothing.class);
  }

  @Test
  void an_action_that_claims_to_have_done_it_fails_every_test() {
    failsEveryTest(OfClaims.class);
  }

  private static void failsEveryTest(Class<?> suite) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request().selectors(selectClass(suite)).build(), listener);
    assertThat(listener.getSummary().getTestsFoundCount()).isGreaterThan(10);
    assertThat(listener.getSummary().getTestsFailedCount())
        .isEqualTo(listener.getSummary().getTestsFoundCount());
  }

  /** Refuses all. */
  static class OfNothing extends ActionConformance {
    @Override
    protected ActionFixture open() {
      Problem nothing = new Problem(ErrorCode.BUG, "Nothing was done.", "");
      return new Fixture(new Preview.Impossible(nothing), new Outcome.Refused(nothing));
    }
  }

  /** Says that all is well. */
  static class OfClaims extends ActionConformance {
    @Override
    protected ActionFixture open() {
      return new Fixture(
          new Preview.Ready(List.of(), "", List.of(), "", "", ""), new Outcome.Succeeded(""));
    }
  }

  private record Fixture(Preview preview, Outcome outcome) implements ActionFixture {
    @Override
    public Action action() {
      ActionKind kind = new ActionKind("nothing", Risk.READ, Set.of(), List.of(), true, "nothing");
      return new Action() {
        @Override
        public ActionKind kind() {
          return kind;
        }

        @Override
        public Preview preview(ActionCall call, Cancellation cancellation) {
          return preview;
        }

        @Override
        public Outcome execute(ActionCall call, String fingerprint, Cancellation cancellation) {
          return outcome;
        }
      };
    }

    @Override
    public ActionCall call() {
      return new ActionCall("nothing", "healthy", Map.of(), Duration.ofSeconds(1));
    }

    @Override
    public ActionCall unreachable() {
      return call();
    }

    @Override
    public List<String> changes() {
      return List.of();
    }

    @Override
    public List<String> expectedChanges() {
      return List.of("one");
    }

    @Override
    public void refuseChanges() {}

    @Override
    public void loseAnswers() {}

    @Override
    public void redefine() {}

    @Override
    public void stir() {}

    @Override
    public void close() {}
  }
}
