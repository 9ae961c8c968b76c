package dev.twokey.lab.system;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ShutdownSignalException;
import dev.twokey.lab.text.LabLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Publishes in the background, so that no caller waits for the broker.
 *
 * <p>A failed publish is retried with back-off for some time; after that the bus is degraded:
 * events are dropped, each with a log line, until the broker confirms one again.
 */
final class EventBus {
  private static final int PENDING_MAX = 1_000;
  private static final long CONFIRM_MILLIS_MAX = 3_000;
  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final BrokerLink link;
  private final long retryNanos;
  private final BlockingQueue<Event> pending = new ArrayBlockingQueue<>(PENDING_MAX);
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicReference<LabLog.Level> dropLevel;
  private final Set<String> declared = new HashSet<>();
  private final BackOff backOff = new BackOff(100, 2_000);
  private volatile boolean degraded;
  private volatile boolean blocked;
  private volatile @Nullable Connection connection;
  private @Nullable Channel channel;
  private long nextLookNanos = System.nanoTime();

  EventBus(Settings settings) {
    this.link = new BrokerLink(settings);
    this.retryNanos = TimeUnit.SECONDS.toNanos(settings.number("EVENTBUS_RETRY_SECONDS", 30));
    this.dropLevel =
        new AtomicReference<>(level(settings.text("EVENTBUS_DEGRADED_LOG_LEVEL", "warn")));
  }

  /** The level of that name: info, warn or error. */
  static LabLog.Level level(String text) {
    for (LabLog.Level level : LabLog.Level.values()) {
      if (level.text().equals(text)) {
        return level;
      }
    }
    throw new IllegalArgumentException("a log level is info, warn or error, not " + text);
  }

  void dropLevel(LabLog.Level level) {
    dropLevel.set(level);
  }

  LabLog.Level dropLevel() {
    return dropLevel.get();
  }

  /** Takes an event; never waits. */
  void accept(Event event) {
    if (!pending.offer(event)) {
      drop(event, "too many wait");
    }
  }

  String state() {
    Connection held = connection;
    if (held == null || !held.isOpen()) {
      return "disconnected";
    }
    return blocked ? "blocked" : "connected";
  }

  boolean degraded() {
    return degraded;
  }

  long published() {
    return published.get();
  }

  long dropped() {
    return dropped.get();
  }

  int pending() {
    return pending.size();
  }

  /** Publishes what is taken in, one event after another, until the process is stopped. */
  void publishForEver() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) { // ends: with the process
      Event event = pending.poll(1, TimeUnit.SECONDS);
      if (event == null) {
        keepConnected();
      } else {
        publish(event);
      }
    }
  }

  private void publish(Event event) throws InterruptedException {
    while (true) { // ends: published, or dropped when its time is up
      if (degraded && System.nanoTime() < nextLookNanos) {
        drop(event, "degraded");
        return;
      }
      String failure = attempt(event);
      nextLookNanos = System.nanoTime() + LOOK_AGAIN_NANOS;
      if (failure.isEmpty()) {
        published.incrementAndGet();
        degraded = false;
        backOff.reset();
        return;
      }
      if (degraded || tooOld(event)) {
        degraded = true;
        drop(event, failure);
        return;
      }
      LabLog.info("publish failed, trying again", "queue", event.queue(), "error", failure);
      backOff.await();
    }
  }

  /** Tries once; empty when the broker has confirmed. */
  private String attempt(Event event) throws InterruptedException {
    try {
      Channel open = channel();
      if (blocked) {
        return "the broker blocks publishers";
      }
      if (declared.add(event.queue())) {
        open.queueDeclare(event.queue(), true, false, false, null);
      }
      open.basicPublish("", event.queue(), MessageProperties.PERSISTENT_TEXT_PLAIN, body(event));
      return confirmed(open, event) ? "" : "the broker refused the message";
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      if (!blocked) {
        disconnect();
      }
      return e.toString();
    }
  }

  /**
   * Waits for the broker to confirm. One that has begun to block says nothing until it unblocks:
   * then a new connection would not help, and the message would come twice.
   */
  private boolean confirmed(Channel open, Event event)
      throws InterruptedException, TimeoutException {
    while (true) { // ends: confirmed, refused, or the event's time is up
      try {
        return open.waitForConfirms(CONFIRM_MILLIS_MAX);
      } catch (TimeoutException e) {
        if (!blocked || tooOld(event)) {
          throw e;
        }
      }
    }
  }

  private boolean tooOld(Event event) {
    return System.nanoTime() - event.acceptedNanos() > retryNanos;
  }

  private static byte[] body(Event event) {
    return event.body().getBytes(StandardCharsets.UTF_8);
  }

  private void keepConnected() {
    try {
      channel();
    } catch (IOException | TimeoutException e) {
      LabLog.info("no connection to the broker", "error", e.toString());
      disconnect();
    }
  }

  private Channel channel() throws IOException, TimeoutException {
    Channel held = channel;
    if (held != null && held.isOpen()) {
      return held;
    }
    disconnect();
    Connection opened = link.open();
    connection = opened;
    opened.addBlockedListener(
        new BlockedListener() {
          @Override
          public void handleBlocked(String reason) {
            blocked = true;
            LabLog.warn("the broker blocks publishers", "reason", reason);
          }

          @Override
          public void handleUnblocked() {
            blocked = false;
            LabLog.info("the broker takes messages again");
          }
        });
    Channel fresh = opened.createChannel();
    fresh.confirmSelect();
    channel = fresh;
    LabLog.info("connected to the broker");
    return fresh;
  }

  private void disconnect() {
    Connection held = connection;
    connection = null;
    channel = null;
    declared.clear();
    blocked = false;
    if (held != null) {
      held.abort(500);
    }
  }

  private void drop(Event event, String why) {
    dropped.incrementAndGet();
    LabLog.write(
        dropLevel.get(),
        "event dropped",
        "eventbus.status",
        "degraded",
        "queue",
        event.queue(),
        "event",
        event.id(),
        "reason",
        why);
  }
}
