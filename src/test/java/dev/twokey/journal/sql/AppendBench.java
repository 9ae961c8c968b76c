package dev.twokey.journal.sql;

import dev.twokey.journal.Append;
import dev.twokey.journal.Appended;
import dev.twokey.journal.Sample;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.Write;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures durable appends in a second against a bare loop of write and sync on the same disk. Each
 * of many clients appends, waits until it is durable, and appends again; one thread drains what has
 * come together, as the loop does. A stream gets twenty events, then the client takes a new one.
 *
 * <p>Streams and keys sort by time. With random ones each append changes other pages of the
 * indexes, and a batch of 256 writes five times as many. Arguments: folder (default: the current),
 * seconds (default: 5), {@code random} for random ids.
 */
public final class AppendBench {
  private static final int CLIENTS = 512;
  private static final int BATCH_MAX = 256;
  private static final int STREAM_EVENTS_MAX = 20;
  private static final int PAGE_BYTES = 4_096;
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private record Waiting(Append append, CompletableFuture<Appended> answer) {}

  private final boolean randomIds;
  private final AtomicLong ids = new AtomicLong();

  private AppendBench(boolean randomIds) {
    this.randomIds = randomIds;
  }

  public static void main(String[] args) throws Exception {
    AppendBench bench = new AppendBench(List.of(args).contains("random"));
    Path parent = Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath();
    Duration time = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 5);
    Path folder = Files.createTempDirectory(parent, "append-bench");
    try {
      double syncs = syncs(folder.resolve("bare"), time);
      bench.appends(folder.resolve("warm-up.db"), Duration.ofSeconds(2));
      double appends = bench.appends(folder.resolve("journal.db"), time);
      OUT.printf("bare syncs          %,10.0f /s%n", syncs);
      OUT.printf("durable appends     %,10.0f /s (%d clients)%n", appends, CLIENTS);
      OUT.printf("ratio               %,10.1f (bar: 10)%n", appends / syncs);
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  /** One page is written after the other, each synced before the next. */
  private static double syncs(Path file, Duration time) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long end = System.nanoTime() + time.toNanos();
      long count = 0;
      while (System.nanoTime() < end) {
        channel.write(ByteBuffer.allocate(PAGE_BYTES));
        channel.force(false);
        count++;
      }
      return count / (time.toNanos() / 1e9);
    }
  }

  private double appends(Path file, Duration time) throws InterruptedException {
    BlockingQueue<Waiting> mailbox = new ArrayBlockingQueue<>(CLIENTS);
    AtomicBoolean running = new AtomicBoolean(true);
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(Thread.ofVirtual().start(() -> client(mailbox, running)));
    }
    long count = 0;
    try (SqliteJournal journal = JournalFiles.open(file)) {
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        count += turn(journal, mailbox);
      }
      running.set(false);
      while (clients.stream().anyMatch(Thread::isAlive)) {
        turn(journal, mailbox);
      }
    }
    return count / (time.toNanos() / 1e9);
  }

  private static int turn(SqliteJournal journal, BlockingQueue<Waiting> mailbox)
      throws InterruptedException {
    List<Waiting> batch = new ArrayList<>();
    Waiting first = mailbox.poll(10, TimeUnit.MILLISECONDS);
    if (first == null) {
      return 0;
    }
    batch.add(first);
    mailbox.drainTo(batch, BATCH_MAX - 1);
    List<Appended> answers = journal.append(batch.stream().map(Waiting::append).toList());
    for (int i = 0; i < answers.size(); i++) {
      if (!(answers.get(i) instanceof Appended.Stored)) {
        throw new IllegalStateException("not stored: " + answers.get(i));
      }
      batch.get(i).answer().complete(answers.get(i));
    }
    return answers.size();
  }

  private void client(BlockingQueue<Waiting> mailbox, AtomicBoolean running) {
    String text = "queue transcode_jobs has 1,204 messages, 2 consumers; ".repeat(6);
    StreamId stream = new StreamId("sample", freshId());
    for (long version = 0; running.get(); version++) {
      if (version == STREAM_EVENTS_MAX) {
        stream = new StreamId("sample", freshId());
        version = 0;
      }
      Write write = new Write(stream, version, List.of(new Sample.Noted(text)), false);
      Append append = new Append("anna", "bench", Optional.of(freshId()), List.of(write));
      Waiting waiting = new Waiting(append, new CompletableFuture<>());
      try {
        mailbox.put(waiting);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      waiting.answer().join();
    }
  }

  private String freshId() {
    long random = ThreadLocalRandom.current().nextLong();
    return randomIds
        ? "%016x".formatted(random)
        : "%010x%06x".formatted(ids.incrementAndGet(), random & 0xffffff);
  }
}
