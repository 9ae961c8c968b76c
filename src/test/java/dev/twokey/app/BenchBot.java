package dev.twokey.app;

import dev.twokey.action.Action;
import dev.twokey.chatops.Board;
import dev.twokey.chatops.Families;
import dev.twokey.chatops.NoKeysmith;
import dev.twokey.chatops.Outbox;
import dev.twokey.chatops.Setup;
import dev.twokey.credential.KeyRing;
import dev.twokey.engine.Caller;
import dev.twokey.engine.Loop;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.probe.Probe;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Redactor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * The bot for benchmarks: its loop on a real SQLite journal, with the board and the cards of the
 * product, but neither files nor connectors nor a chat that takes the cards.
 */
public final class BenchBot implements AutoCloseable {
  private final InstantSource clock;
  private final SystemRunner runner;
  private final SqliteJournal journal;
  private final Sealing sealing;
  private final Loop loop;
  private final Thread thread;
  private final AtomicLong ids = new AtomicLong();
  private volatile boolean closing;

  /**
   * Starts it.
   *
   * @param heard gets each change on the loop's thread, after the card of it was made
   */
  public BenchBot(
      Path file,
      Setup setup,
      List<Probe> probes,
      List<Action> actions,
      InstantSource clock,
      BiConsumer<StreamId, Object> heard) {
    Redactor redactor = new Redactor();
    this.clock = clock;
    this.runner = new SystemRunner(clock);
    this.journal = SqliteJournal.open(file, Families.codec(redactor), clock, new SecureRandom());
    Showing showing =
        new Showing(
            () -> setup,
            new Board(),
            new Outbox(runner, clock, dev.twokey.chatops.Deliveries.inMemory()),
            clock,
            new KeyRing(),
            new NoKeysmith());
    this.sealing = new Sealing(journal, key(file), runner, clock, Optional.empty());
    this.loop =
        new Loop(
            journal,
            Families.of(() -> setup),
            new Caller(probes, actions, runner, clock, redactor),
            runner,
            clock,
            new ReplicaId("bench", 1),
            _ -> false,
            () -> "%010x".formatted(ids.incrementAndGet()),
            sealing.after(new Heard(showing, heard)));
    this.thread = Thread.ofPlatform().daemon().name("bench-loop").start(this::run);
  }

  private static SigningKey key(Path journal) {
    return SigningKey.of(journal.resolveSibling("signing.key"), new Problems()).orElseThrow();
  }

  /** Returns its loop. */
  public Loop loop() {
    return loop;
  }

  private void run() {
    try (journal) {
      loop.start(clock.instant());
      sealing.start(loop);
      while (!closing) {
        loop.awaitTurn();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread (this is a bug)", e);
    }
  }

  @Override
  public void close() {
    closing = true;
    var _ = loop.look(IncidentDecider.FAMILY, IncidentDecider.stream("last")); // wakes it
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    runner.close();
  }

  private record Heard(Showing showing, BiConsumer<StreamId, Object> heard)
      implements Loop.Listener {
    @Override
    public void changed(StreamId stream, Object state, List<Recorded> events) {
      showing.changed(stream, state, events);
      heard.accept(stream, state);
    }

    @Override
    public void unrecorded(StreamId stream, Object state, List<Recorded> events) {
      throw new IllegalStateException(stream + " is not recorded: " + events);
    }

    @Override
    public void unwritable(Optional<Problem> why) {
      throw new IllegalStateException("the journal can't be written: " + why);
    }
  }
}
