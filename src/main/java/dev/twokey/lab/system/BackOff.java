package dev.twokey.lab.system;

import java.util.concurrent.TimeUnit;

/** Waits longer after each failure, up to a bound. */
final class BackOff {
  private final long firstMillis;
  private final long mostMillis;
  private long nextMillis;

  BackOff(long firstMillis, long mostMillis) {
    this.firstMillis = firstMillis;
    this.mostMillis = mostMillis;
    this.nextMillis = firstMillis;
  }

  void reset() {
    nextMillis = firstMillis;
  }

  void await() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(nextMillis);
    nextMillis = Math.min(mostMillis, nextMillis * 2);
  }
}
