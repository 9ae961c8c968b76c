package dev.twokey.bench;

import dev.twokey.app.BenchBot;
import dev.twokey.chat.Conversation;
import dev.twokey.engine.Answer;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.incident.IncidentInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Durable appends in a second against a bare loop that writes one record and syncs it, on the same
 * disk. Each of many clients sends an input to the bot's own loop, waits until it is acknowledged,
 * that is durable, and sends the next; the loop takes what has come together, at most 256, as one
 * batch. So this is the way of an input through the engine, not of a row into SQLite: it is
 * decided, written as JSON, hashed, stored, folded and drawn as a card. An incident gets twenty
 * inputs, then the client takes a new one.
 *
 * <p>The two are measured by turns, so that what else the machine does hits both.
 */
final class AppendBench implements Benchmark {
  private static final int CLIENTS = 512;
  private static final int INPUTS_AN_INCIDENT = 20;
  private static final int RECORD_BYTES = 4_096;
  private static final int ROUNDS = 3;
  private static final int ROUNDS_THOROUGH = 10;
  private static final long SECONDS_A_ROUND = 2;
  private static final long SECONDS_OF_WARM_UP = 4;
  private static final int BAR = 10;
  private static final String TEXT =
      "queue transcode_jobs has 1,204 messages, 2 consumers; ".repeat(6);

  private final AtomicLong incidents = new AtomicLong();
  private final AtomicLong stored = new AtomicLong();

  @Override
  public List<Measured> run(Path scratch, boolean thorough) throws Exception {
    AtomicBoolean running = new AtomicBoolean(true);
    int rounds = thorough ? ROUNDS_THOROUGH : ROUNDS;
    double syncs = 0;
    double appends = 0;
    try (BenchBot bot =
        new BenchBot(
            scratch.resolve("journal.db"),
            BenchHouse.setup(Map.of(), List.of()),
            List.of(),
            List.of(),
            InstantSource.system(),
            (_, _) -> {})) {
      Valve valve = new Valve();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Thread.ofVirtual().start(() -> client(bot, running, valve)));
      }
      appends(valve, SECONDS_OF_WARM_UP);
      for (int i = 0; i < rounds; i++) {
        syncs += syncs(scratch.resolve("bare-" + i)) / rounds;
        appends += appends(valve, SECONDS_A_ROUND) / rounds;
      }
      running.set(false);
      valve.open();
      for (Thread client : clients) {
        client.join();
      }
    }
    return List.of(
        Measured.against(
            "durable inputs of "
                + CLIENTS
                + " clients through the loop, against bare syncs, "
                + rounds
                + " rounds by turns",
            ">= " + BAR + " x",
            String.format(
                Locale.ROOT, "%.1f x (%,.0f/s against %,.0f/s)", appends / syncs, appends, syncs),
            appends / syncs >= BAR));
  }

  /** Lets the clients work, or holds them before their next input. */
  private static final class Valve {
    private boolean open;

    synchronized void open() {
      open = true;
      notifyAll();
    }

    synchronized void shut() {
      open = false;
    }

    synchronized void pass() throws InterruptedException {
      while (!open) {
        wait();
      }
    }
  }

  private double appends(Valve valve, long seconds) throws InterruptedException {
    valve.open();
    long before = stored.get();
    long began = System.nanoTime();
    TimeUnit.SECONDS.sleep(seconds);
    double rate = (stored.get() - before) / ((System.nanoTime() - began) / 1e9);
    valve.shut();
    return rate;
  }

  /** One record is written after the other, each synced before the next. */
  private static double syncs(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long began = System.nanoTime();
      long end = began + TimeUnit.SECONDS.toNanos(SECONDS_A_ROUND);
      long count = 0;
      while (System.nanoTime() < end) {
        channel.write(ByteBuffer.allocate(RECORD_BYTES));
        channel.force(false);
        count++;
      }
      return count / ((System.nanoTime() - began) / 1e9);
    }
  }

  private void client(BenchBot bot, AtomicBoolean running, Valve valve) {
    try {
      while (running.get()) {
        String id = "%010x".formatted(incidents.incrementAndGet());
        send(
            bot,
            id,
            0,
            new IncidentInput.Open(
                "a long night",
                "staging",
                BenchHouse.ANA,
                new Conversation("console", "bench-" + id, Optional.empty()),
                false));
        for (int i = 1; i < INPUTS_AN_INCIDENT && running.get(); i++) {
          valve.pass();
          send(bot, id, i, new IncidentInput.Note(BenchHouse.ANA, TEXT));
        }
        send(bot, id, INPUTS_AN_INCIDENT, new IncidentInput.Close(BenchHouse.ANA));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(BenchBot bot, String incident, int number, IncidentInput input) {
    Answer answer =
        bot.loop()
            .ask(
                IncidentDecider.stream(incident),
                input,
                "ana",
                Optional.of("console " + incident + " " + number))
            .toCompletableFuture()
            .join();
    if (!answer.recorded() || answer.refusal().isPresent()) {
      throw new IllegalStateException("not stored: " + answer);
    }
    stored.incrementAndGet();
  }
}
