package dev.twokey.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.util.EnumSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Shows that the conformance suite can't be passed by doing nothing, whatever is claimed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoNothingChatTest {
  @Test
  void a_platform_that_does_nothing_and_claims_nothing_fails_every_test() {
    failsEveryTest(ClaimsNothing.class);
  }

  @Test
  void a_platform_that_does_nothing_and_claims_everything_fails_every_test() {
    failsEveryTest(ClaimsEverything.class);
  }

  private static void failsEveryTest(Class<?> suite) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request().selectors(selectClass(suite)).build(), listener);
    TestExecutionSummary summary = listener.getSummary();
    assertThat(summary.getTestsFoundCount()).isGreaterThan(10);
    assertThat(summary.getTestsFailedCount()).isEqualTo(summary.getTestsFoundCount());
  }

  static class ClaimsNothing extends ChatPlatformConformance {
    @Override
    protected ChatUnderTest start(Intake intake) {
      return new NoChat();
    }
  }

  static class ClaimsEverything extends ChatPlatformConformance {
    @Override
    protected ChatUnderTest start(Intake intake) {
      return new NoChat(EnumSet.allOf(ChatCapability.class));
    }
  }
}
