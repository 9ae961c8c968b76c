package dev.twokey.app;

import dev.twokey.engine.Runner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs bodies on virtual threads; one platform thread only tells the time. */
final class SystemRunner implements Runner, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemRunner.class);

  private static final long NANOS_BELOW_A_MILLI = 999_999;

  private final InstantSource clock;
  private final ScheduledExecutorService alarm;

  SystemRunner(InstantSource clock) {
    this.clock = clock;
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("twokey-alarm").factory());
    executor.setRemoveOnCancelPolicy(true);
    this.alarm = executor;
  }

  @Override
  public Runnable start(String name, Runnable body) {
    Thread thread = Thread.ofVirtual().name(name).start(() -> guarded(name, body));
    return thread::interrupt;
  }

  @Override
  public Runnable at(Instant when, Runnable body) {
    Duration left = Duration.between(clock.instant(), when).plusNanos(NANOS_BELOW_A_MILLI);
    long delay = Math.max(0, left.toMillis()); // rounded up: never before that time
    if (delay == 0) {
      return start("due", body);
    }
    Future<?> future = alarm.schedule(() -> start("due", body), delay, TimeUnit.MILLISECONDS);
    return () -> future.cancel(false);
  }

  private static void guarded(String name, Runnable body) {
    try {
      body.run();
    } catch (RuntimeException e) {
      LOG.error("{} broke (this is a bug)", name, e);
    }
  }

  @Override
  public void close() {
    alarm.shutdownNow();
  }
}
