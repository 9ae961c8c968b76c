package dev.twokey.bench;

import dev.twokey.diagnosis.DiagnosisDecider;
import dev.twokey.engine.Caller;
import dev.twokey.engine.Family;
import dev.twokey.engine.Loop;
import dev.twokey.engine.Runner;
import dev.twokey.incident.Channel;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.inventory.Inventory;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.probe.Probe;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Redactor;
import dev.twokey.runbook.RunbookCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A loop on a real SQLite journal, without chat. */
final class BenchBot implements AutoCloseable {
  private final InstantSource clock = InstantSource.system();
  private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor();
  private final SqliteJournal journal;
  private final Loop loop;
  private final Thread thread;

  BenchBot(
      Path file,
      RunbookCatalog catalog,
      Inventory inventory,
      List<Probe> probes,
      BiConsumer<StreamId, Object> changed) {
    List<Family<?, ?, ?, ?>> families =
        List.of(
            IncidentDecider.FAMILY,
            Channel.FAMILY,
            DiagnosisDecider.family(() -> new DiagnosisDecider.Known(catalog, inventory)));
    EventCodec codec =
        new EventCodec(
            families.stream().<dev.twokey.journal.EventFamily>map(Family::events).toList(),
            new Redactor());
    this.journal = SqliteJournal.open(file, codec, clock, new java.security.SecureRandom());
    Runner runner = new Threads();
    this.loop =
        new Loop(
            journal,
            families,
            new Caller(probes, List.of(), runner, clock, new Redactor()),
            runner,
            clock,
            new ReplicaId("bench", 1),
            _ -> false,
            () -> UUID.randomUUID().toString(),
            new Loop.Listener() {
              @Override
              public void changed(StreamId stream, Object state, List<Recorded> events) {
                changed.accept(stream, state);
              }

              @Override
              public void unwritable(Optional<Problem> why) {
                throw new IllegalStateException("the journal can't be written: " + why);
              }
            });
    this.thread = Thread.ofPlatform().daemon().name("bench-loop").start(this::run);
  }

  Loop loop() {
    return loop;
  }

  private void run() {
    loop.start(Instant.MAX);
    try {
      while (true) {
        loop.awaitTurn();
      }
    } catch (InterruptedException e) {
      journal.close();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    alarm.shutdownNow();
  }

  /** Virtual threads, as in the product. */
  private final class Threads implements Runner {
    @Override
    public Runnable start(String name, Runnable body) {
      return Thread.ofVirtual().name(name).start(body)::interrupt;
    }

    @Override
    public Runnable at(Instant when, Runnable body) {
      long millis = Math.max(0, Duration.between(clock.instant(), when).toMillis());
      if (millis == 0) {
        return start("due", body);
      }
      ScheduledFuture<?> due =
          alarm.schedule(() -> start("due", body), millis, TimeUnit.MILLISECONDS);
      return () -> due.cancel(false);
    }
  }
}
