package dev.twokey.chat.slack;

import com.slack.api.bolt.App;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two connections of Socket Mode, so that one is open while the other is replaced: they are
 * replaced one at a time, the new one first. A failure is followed by a pause that doubles. Slack
 * says how many connections the app has; more than ours are those of another Twokey.
 */
final class SocketLines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketLines.class);
  private static final int LINES = 2;
  private static final int HELLO_SECONDS = 10;
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private final SlackApi api;
  private final App app;
  private final ExecutorService threads;
  private final IntConsumer others;
  private final SlackSettings.Patience patience;
  private final AtomicReferenceArray<@Nullable SocketLine> lines =
      new AtomicReferenceArray<>(LINES);
  private final ReentrantLock replacing = new ReentrantLock(true);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int suspected;

  SocketLines(SlackApi api, App app, ExecutorService threads, IntConsumer others) {
    this.api = api;
    this.app = app;
    this.threads = threads;
    this.others = others;
    this.patience = api.settings().patience();
  }

  /** Begins to connect, and goes on trying. */
  void start() {
    for (int i = 0; i < LINES; i++) {
      int slot = i;
      threads.execute(() -> keep(slot));
    }
  }

  /** Returns how many lines are open. */
  int open() {
    int open = 0;
    for (int i = 0; i < LINES; i++) {
      @Nullable SocketLine line = lines.get(i);
      open += line != null && line.isOpen() ? 1 : 0;
    }
    return open;
  }

  private void keep(int slot) {
    int failures = 0;
    while (closed.getCount() > 0) {
      try {
        SocketLine line = replace(slot);
        failures = 0;
        String reason = end(line);
        LOG.info("line {} to Slack ends: {}", slot, reason);
        failures = isOrderly(reason) ? 0 : reason.equals("closed") ? 1 : 6;
        if (reason.equals("link_disabled")) {
          LOG.error("Socket Mode is switched off in the app's settings: nothing can come in");
        }
      } catch (ExecutionException | TimeoutException e) {
        failures++;
        LOG.warn("no line to Slack ({}): {}", failures, String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        return; // it is being closed
      }
      pause(failures);
    }
  }

  private static boolean isOrderly(String reason) {
    return reason.equals("warning") || reason.equals("refresh_requested") || reason.equals("asked");
  }

  /** Waits for the end of a line; where another Twokey is suspected only until to ask again. */
  private String end(SocketLine line) throws InterruptedException, ExecutionException {
    while (true) {
      try {
        return line.end().get(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (suspected > 0) {
          return "asked"; // a new line has a new count
        }
      }
    }
  }

  private SocketLine replace(int slot)
      throws InterruptedException, ExecutionException, TimeoutException {
    replacing.lockInterruptibly();
    try {
      SocketLine line = connect();
      @Nullable SocketLine before = lines.getAndSet(slot, line);
      if (before != null) {
        before.retire();
      }
      return line;
    } finally {
      replacing.unlock();
    }
  }

  private SocketLine connect() throws InterruptedException, ExecutionException, TimeoutException {
    String url =
        switch (api.socketUrl()) {
          case Answer.Ok(var address) -> address;
          case Answer.Refused(var code) -> throw new TimeoutException("Slack says " + code);
          case Answer.Later(var why, _) -> throw new TimeoutException(why);
          case Answer.Unsure(var why) -> throw new TimeoutException(why);
        };
    SocketLine line = new SocketLine(URI.create(url), app, threads);
    int before = open();
    line.connect();
    try {
      int count = line.hello().get(HELLO_SECONDS, TimeUnit.SECONDS);
      count(count - before - 1);
      return line;
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      line.close();
      throw e;
    }
  }

  /** Slack may still count a line that was cut, so it is believed when it says it twice. */
  private void count(int more) {
    int before = suspected;
    suspected = Math.max(0, more);
    if (more <= 0 || before > 0) {
      others.accept(Math.max(0, more));
    }
  }

  private void pause(int failures) {
    if (failures == 0) {
      return;
    }
    long most = patience.lastRetry().toMillis();
    long millis = Math.min(most, patience.firstRetry().toMillis() << Math.min(failures - 1, 10));
    try {
      // not all at the same moment after an outage
      boolean end =
          closed.await(
              millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1),
              TimeUnit.MILLISECONDS);
      LOG.debug("waited {} ms, {}", millis, end ? "closed" : "trying again");
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    for (int i = 0; i < LINES; i++) {
      @Nullable SocketLine line = lines.get(i);
      if (line != null) {
        line.retire();
      }
    }
  }
}
