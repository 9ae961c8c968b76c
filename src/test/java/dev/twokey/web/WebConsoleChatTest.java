package dev.twokey.web;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.ChatPlatformConformance;
import dev.twokey.chat.ChatUnderTest;
import dev.twokey.chat.Intake;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The console is a chat platform with every capability. */
class WebConsoleChatTest extends ChatPlatformConformance {
  private static @Nullable Browser ana;
  private static @Nullable Browser ben;
  private @Nullable ConsoleFixture fixture;

  @BeforeAll
  static void start_the_browsers() throws IOException {
    ana = new Browser();
    ben = new Browser();
  }

  @Override
  protected ChatUnderTest start(Intake intake) {
    try {
      fixture = ConsoleFixture.with(intake);
      return new ConsoleChat(fixture, requireNonNull(ana), requireNonNull(ben));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop_the_console() {
    if (fixture != null) {
      fixture.close();
    }
  }

  @AfterAll
  static void end_the_browsers() throws IOException {
    requireNonNull(ana).close();
    requireNonNull(ben).close();
  }
}
