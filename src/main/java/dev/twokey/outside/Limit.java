package dev.twokey.outside;

import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.probe.Cancellation;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * When a call must end: at its time-out, at the caller's deadline, or when it is cancelled. What
 * was registered with {@link #ends} is closed then, so that no socket is waited for longer.
 */
public final class Limit implements AutoCloseable {
  /**
   * How long before the caller's deadline a call ends by itself, so that its own words are heard.
   */
  private static final Duration MARGIN = Duration.ofMillis(150);

  private static final int MARGIN_SHARE = 10;

  /** Work that blocks. */
  public interface Blocking<T> {
    /** Does it. */
    T run() throws IOException;
  }

  private final Duration timeout;
  private final long endNanos;
  private final Cancellation cancellation;
  private final Thread watch;
  private final List<Runnable> closers = new ArrayList<>();
  private boolean ended;
  private boolean done;

  private Limit(Duration timeout, Duration left, Cancellation cancellation) {
    this.timeout = timeout;
    this.endNanos = System.nanoTime() + left.toNanos();
    this.cancellation = cancellation;
    this.watch = Thread.ofVirtual().name("limit").unstarted(this::watch);
  }

  /** Starts the limit of a call. Close it when the call is over. */
  public static Limit start(Duration timeout, Cancellation cancellation, Instant now) {
    Duration share = timeout.dividedBy(MARGIN_SHARE);
    Duration margin = share.compareTo(MARGIN) < 0 ? share : MARGIN;
    Duration untilDeadline = Duration.between(now, cancellation.deadline()).minus(margin);
    Duration shorter = timeout.compareTo(untilDeadline) < 0 ? timeout : untilDeadline;
    boolean nearly = shorter.plus(margin.multipliedBy(2)).compareTo(timeout) >= 0;
    Limit limit =
        new Limit(
            nearly ? timeout : shorter.isNegative() ? Duration.ZERO : shorter,
            shorter.isNegative() ? Duration.ZERO : shorter,
            cancellation);
    cancellation.onCancel(limit::end);
    limit.watch.start();
    return limit;
  }

  /** Returns the time that is left, at least a millisecond: what waits then fails at once. */
  public Duration left() {
    long left = endNanos - System.nanoTime();
    return Duration.ofNanos(Math.max(left, 1_000_000));
  }

  /** Returns the whole time that the call had. */
  public Duration timeout() {
    return timeout;
  }

  /** Registers what must be closed at the end. Runs it at once when the end has passed. */
  public void ends(Runnable closeOrKill) {
    synchronized (this) {
      if (!ended) {
        closers.add(closeOrKill);
        return;
      }
    }
    closeOrKill.run();
  }

  /** Returns whether the time is up or the call was cancelled. */
  public boolean over() {
    return cancellation.cancelled() || System.nanoTime() - endNanos >= 0;
  }

  /** Returns whether the call was cancelled. */
  public boolean cancelled() {
    return cancellation.cancelled();
  }

  /**
   * Does work that nothing can interrupt, such as looking a name up, and waits for it no longer
   * than this limit. What takes longer is left to its own end.
   *
   * @param waitedFor what is said when it takes too long
   * @throws IOException that the work threw
   */
  public <T> T wait(Blocking<T> work, Stage stage, String waitedFor)
      throws OutsideFailure, IOException {
    CompletableFuture<T> done = new CompletableFuture<>();
    ends(() -> done.cancel(false));
    Thread.ofVirtual()
        .name(waitedFor)
        .start(() -> {
          try {
            done.complete(work.run());
          } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.get(left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | CancellationException _) {
      throw failure(stage, waitedFor);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure(stage, waitedFor);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failed -> throw failed;
        case RuntimeException bug -> throw bug;
        case null, default -> throw new IllegalStateException("can't be (this is a bug)", e);
      }
    }
  }

  /** Returns the failure of a call that ended early: cancelled or timed out. */
  public OutsideFailure failure(Stage stage, String waitedFor) {
    if (cancellation.cancelled()) {
      return new OutsideFailure(
          stage,
          new Problem(
              ErrorCode.CANCELLED, waitedFor + ": cancelled before it ended.", "Ask again."));
    }
    return new OutsideFailure(
        stage,
        new Problem(
            ErrorCode.PROBE_TIMEOUT,
            waitedFor + " in " + text(timeout) + ".",
            "Look whether the system hangs, or give it more time."));
  }

  /** Returns a short duration as people read it, such as {@code 5 s} or {@code 250 ms}. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  @Override
  public void close() {
    synchronized (this) {
      done = true;
      closers.clear();
    }
    watch.interrupt();
  }

  private void watch() {
    try {
      Thread.sleep(left());
      end();
    } catch (InterruptedException e) {
      // the call is over: nothing is left to close
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    List<Runnable> run;
    synchronized (this) {
      if (ended || done) {
        return;
      }
      ended = true;
      run = List.copyOf(closers);
      closers.clear();
    }
    run.forEach(Runnable::run);
  }
}
