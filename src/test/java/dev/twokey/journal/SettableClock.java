package dev.twokey.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets. */
public final class SettableClock implements InstantSource {
  private Instant now = Instant.parse("2025-03-01T10:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Lets time go on, or back. */
  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }
}
