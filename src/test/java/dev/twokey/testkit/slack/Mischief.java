package dev.twokey.testkit.slack;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What goes wrong with the next calls and envelopes. Safe for threads. */
public final class Mischief {
  /** What happens to a call of the Web API. */
  public sealed interface Trick {
    /** The call has its effect and the connection ends before the answer. */
    record LoseReply() implements Trick {}

    /** The connection ends before the call has an effect. */
    record Drop() implements Trick {}

    /** The answer is another one; the call has no effect. */
    record Answer(int status, Optional<Integer> retryAfterSeconds) implements Trick {}

    /** The call waits first. */
    record Delay(Duration time) implements Trick {}
  }

  /** What happens to an envelope. */
  public enum Post {
    /** It never arrives. */
    LOSE,
    /** It arrives twice. */
    TWICE,
    /** It waits until {@link #release}, behind those that come after it. */
    HOLD
  }

  private final Map<String, Deque<Trick>> tricks = new HashMap<>();
  private final Deque<Post> posts = new ArrayDeque<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private boolean down;

  /** The next call of a method meets this; those after it meet what is added after it. */
  public synchronized Mischief next(String method, Trick trick) {
    tricks.computeIfAbsent(method, _ -> new ArrayDeque<>()).add(trick);
    return this;
  }

  /** The next envelope meets this. */
  public synchronized Mischief next(Post post) {
    posts.add(post);
    return this;
  }

  /** Every call fails with 503 until it is said that Slack is up again. */
  public synchronized void down(boolean isDown) {
    down = isDown;
  }

  /** Sends what was held, the last first. */
  public void release() {
    Deque<Runnable> now;
    synchronized (this) {
      now = new ArrayDeque<>(held);
      held.clear();
    }
    now.descendingIterator().forEachRemaining(Runnable::run);
  }

  synchronized Optional<Trick> of(String method) {
    if (down) {
      return Optional.of(new Trick.Answer(503, Optional.empty()));
    }
    @Nullable Deque<Trick> waiting = tricks.get(method);
    return waiting == null ? Optional.empty() : Optional.ofNullable(waiting.poll());
  }

  synchronized Optional<Post> ofEnvelope() {
    return Optional.ofNullable(posts.poll());
  }

  synchronized void hold(Runnable sending) {
    held.add(sending);
  }
}
