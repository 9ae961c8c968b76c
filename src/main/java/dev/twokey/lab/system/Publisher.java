package dev.twokey.lab.system;

import dev.twokey.lab.text.LabLog;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Gives the backends steady work, one after another, over all queues; a refusal is counted, no
 * more.
 */
public final class Publisher {
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int LOG_EVERY = 100;

  private final List<String> backends;
  private final List<String> queues;
  private final long pauseMicros;
  private long accepted;
  private long refused;

  private Publisher(Settings settings) {
    this.backends = settings.list("PUBLISHER_BACKENDS");
    this.queues = settings.list("PUBLISHER_QUEUES");
    int perSecond = settings.number("PUBLISHER_PER_SECOND", 4);
    if (perSecond < 1 || perSecond > 1_000) {
      throw new IllegalArgumentException("PUBLISHER_PER_SECOND is not 1 to 1000: " + perSecond);
    }
    this.pauseMicros = TimeUnit.SECONDS.toMicros(1) / perSecond;
  }

  /** Runs until the process is stopped. */
  public static void run() throws InterruptedException {
    new Publisher(Settings.ofProcess()).postForEver();
  }

  private void postForEver() throws InterruptedException {
    long next = System.nanoTime();
    for (long i = 0; !Thread.currentThread().isInterrupted(); i++) { // ends: with the process
      // The queue goes on one step a round, so that each backend serves each queue.
      String backend = backends.get((int) (i % backends.size()));
      String queue = queues.get((int) (i / backends.size() % queues.size()));
      post(URI.create("http://" + backend + "/publish?queue=" + queue));
      if (i % LOG_EVERY == 0) {
        LabLog.info("posting", "accepted", accepted, "refused", refused);
      }
      next = Math.max(next + TimeUnit.MICROSECONDS.toNanos(pauseMicros), System.nanoTime());
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
    }
  }

  private void post(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      if (connection.getResponseCode() == 202) {
        connection.getInputStream().readAllBytes();
        accepted++;
      } else {
        refused++;
      }
    } catch (IOException e) {
      refused++; // a backend that is down is what the lab is for
    }
  }
}
