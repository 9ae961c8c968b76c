package dev.twokey.chat.slack;

import dev.twokey.chat.ChatPlatformConformance;
import dev.twokey.chat.ChatUnderTest;
import dev.twokey.chat.Intake;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Slack is a chat platform with every capability. */
class SlackConformanceTest extends ChatPlatformConformance {
  private @Nullable SlackFixture fixture;

  @Override
  protected ChatUnderTest start(Intake intake) {
    SlackFixture started = SlackFixture.start(intake);
    fixture = started;
    return new SlackUnderTest(started);
  }

  @AfterEach
  void stop() {
    if (fixture != null) {
      fixture.close();
    }
  }
}
