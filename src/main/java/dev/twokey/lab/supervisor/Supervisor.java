package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import dev.twokey.lab.text.LabLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The lab's supervisor of one environment.
 *
 * <p>It outlives the bot. If it dies itself its units run on, and the next one finds them by pid
 * and start time; only the operation {@code shutdown} stops them.
 */
public final class Supervisor {
  private static final long TICK_MILLIS = 100;

  private final Path directory;
  private final InstantSource clock;
  private final Instant startedAt;
  private final LabDefinition definition;
  private final Units units;
  private final Relays relays;
  private final Timers timers;
  private final Operations operations = new Operations();
  private final CountDownLatch end = new CountDownLatch(1);

  private Supervisor(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.definition = LabDefinition.read(directory.resolve("units.json"));
    this.units = new Units(definition.units(), directory, clock);
    this.relays = new Relays(definition.relays(), directory.resolve("relays.json"));
    TimerEffects effects = new TimerEffects(operations);
    this.timers = new Timers(directory.resolve("timers.json"), clock, effects::doAndVerify);
    new UnitOperations(units, directory).addTo(operations);
    new TimerOperations(timers, clock).addTo(operations);
    new NetworkOperations(units, relays, directory).addTo(operations);
    new BrokerOperations(Optional.ofNullable(definition.broker()), units, directory)
        .addTo(operations);
    operations.read("ping", _ -> ping());
    operations.change("shutdown", _ -> shutdown());
  }

  /**
   * Runs until the operation {@code shutdown}, or until the process {@code owner} is gone.
   *
   * @param owner a pid with which the whole lab ends, or 0
   * @return the exit code: 1 if it could not start, after a line that says why
   */
  public static int run(Path directory, long owner) throws IOException, InterruptedException {
    try {
      runLocked(directory, owner);
      return 0;
    } catch (Refusal e) {
      LabLog.write(LabLog.Level.ERROR, e.what(), "code", e.code().text(), "advice", e.advice());
      return 1;
    }
  }

  private static void runLocked(Path directory, long owner)
      throws IOException, InterruptedException {
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve("supervisor.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new Refusal(
            Refusal.Code.BUSY,
            "a supervisor of " + directory + " runs already",
            "Speak to that one, or shut it down first.");
      }
      new Supervisor(directory, InstantSource.system()).serve(owner);
    }
  }

  private void serve(long owner) throws IOException, InterruptedException {
    Optional<ProcessTable.Identity> held =
        owner == 0 ? Optional.empty() : ProcessTable.read(owner).map(ProcessTable.Entry::identity);
    Tokens tokens = new Tokens(directory);
    relays.open();
    try (SupervisorSocket socket =
            new SupervisorSocket(
                directory.resolve("supervisor.sock"), fields -> operations.answer(fields, tokens));
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor()) {
      socket.open();
      LabLog.info("the supervisor is there", "environment", definition.environment());
      var _ =
          ticks.scheduleWithFixedDelay(
              () -> tick(owner != 0, held), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
      end.await();
      ticks.shutdownNow();
    } finally {
      relays.close();
    }
    LabLog.info("the supervisor ends", "environment", definition.environment());
  }

  private void tick(boolean owned, Optional<ProcessTable.Identity> owner) {
    try {
      timers.tick();
      if (owned && owner.flatMap(ProcessTable::living).isEmpty()) {
        LabLog.warn("the owner of this lab is gone, so the lab ends");
        shutdown();
      }
    } catch (RuntimeException e) {
      LabLog.warn("a tick broke", "error", e.toString()); // and the next one comes all the same
    }
  }

  private ObjectNode ping() {
    ObjectNode answer = Json.object();
    answer.put("environment", definition.environment());
    answer.put("pid", ProcessHandle.current().pid());
    answer.put("started_at", startedAt.toString());
    answer.put("at", clock.instant().toString());
    return answer;
  }

  private ObjectNode shutdown() {
    units.stopAll();
    // The answer is to leave before the socket closes.
    Thread.ofVirtual()
        .name("end")
        .start(() -> {
          try {
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          end.countDown();
        });
    return Json.object();
  }
}
