package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import dev.twokey.lab.text.LabLog;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One unit and its process. Changes of one unit go one after another; looking never waits for them.
 */
final class Unit {
  private static final long TURN_SECONDS_MAX = 60;
  private static final long KILL_MILLIS_MAX = 10_000;
  private static final long SETTLE_MILLIS = 500;

  private final UnitDefinition definition;
  private final Launcher launcher;
  private final Path memoryPath;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock();

  private UnitMemory memory;
  private @Nullable Run current;

  Unit(UnitDefinition definition, Path directory, InstantSource clock) {
    this.definition = definition;
    this.launcher = new Launcher(directory);
    this.memoryPath = directory.resolve("state").resolve(definition.name() + ".json");
    this.clock = clock;
    this.memory = UnitMemory.read(memoryPath, clock.instant());
    adopt(directory);
  }

  /**
   * Finds again what an earlier supervisor started: the noted process, or one that bears the marks.
   */
  private void adopt(Path directory) {
    ProcessTable.Identity noted = memory.identity();
    if (memory.running() && ProcessTable.living(noted).isPresent()) {
      follow(Run.adopted(noted, Instant.parse(memory.startedAt())));
      return;
    }
    if (memory.running()) {
      remember(memory.ended(true, null, clock.instant()));
    }
    Launcher.findUnnoted(directory, definition.name())
        .ifPresent(found -> {
          Instant now = clock.instant();
          remember(memory.started(found, now));
          follow(Run.adopted(found, now));
        });
  }

  UnitDefinition definition() {
    return definition;
  }

  boolean start() {
    return inTurn(() -> {
      if (running() != null) {
        return false;
      }
      Instant now = clock.instant();
      Run run = launcher.launch(definition, now);
      synchronized (this) {
        remember(memory.started(run.identity(), now));
        follow(run);
      }
      return true;
    });
  }

  boolean stop() {
    return inTurn(() -> {
      Run run = running();
      if (run == null) {
        return false;
      }
      run.requestStop();
      List<ProcessTable.Identity> tree = tree(run);
      Signals.send("TERM", List.of(run.identity()));
      Signals.send("CONT", tree); // a frozen process hears TERM only after it goes on
      if (!run.awaitExit(TimeUnit.SECONDS.toMillis(definition.stopGraceSeconds()))) {
        tree = tree(run);
      }
      killAll(run, tree);
      return true;
    });
  }

  boolean kill() {
    return inTurn(() -> {
      Run run = running();
      if (run == null) {
        return false;
      }
      killAll(run, tree(run));
      return true;
    });
  }

  private void killAll(Run run, List<ProcessTable.Identity> tree) throws InterruptedException {
    Signals.send("KILL", tree);
    if (!run.awaitExit(KILL_MILLIS_MAX)) {
      throw new Refusal(
          Refusal.Code.UNIT_FAILED,
          definition.name() + " does not end after SIGKILL, pid " + run.identity().pid(),
          "It waits inside the kernel; look at its state with ps.");
    }
  }

  boolean freeze() {
    return inTurn(() -> signalTree("STOP", UnitState.FROZEN));
  }

  boolean thaw() {
    return inTurn(() -> signalTree("CONT", UnitState.ACTIVE));
  }

  private boolean signalTree(String signal, UnitState wanted) throws InterruptedException {
    Run run = running();
    if (run == null) {
      throw new Refusal(
          Refusal.Code.UNIT_AWAY,
          definition.name() + " does not run",
          "Start it first; only a running unit can be frozen or thawed.");
    }
    boolean changed = state() != wanted;
    Signals.send(signal, tree(run));
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLIS);
    while (state() != wanted && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return changed;
  }

  /** Waits until the run of this moment is ready; refuses if it ends, or if time is up. */
  void awaitReady(long seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      Run run = running();
      if (run == null) {
        throw new Refusal(
            Refusal.Code.UNIT_FAILED,
            definition.name() + " ended before it was ready",
            "Read its log: op logs.");
      }
      if (run.ready()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new Refusal(
        Refusal.Code.UNIT_NOT_READY,
        definition.name() + " was not ready within " + seconds + " s",
        "Wait longer, or read its log: op logs.");
  }

  UnitState state() {
    Run run = running();
    if (run != null) {
      return ProcessTable.living(run.identity()).filter(ProcessTable.Entry::stopped).isPresent()
          ? UnitState.FROZEN
          : UnitState.ACTIVE;
    }
    synchronized (this) {
      return memory.failed() ? UnitState.FAILED : UnitState.INACTIVE;
    }
  }

  /** The run whose process lives; a process that is just ending gets a moment to be reaped. */
  @Nullable Run running() {
    Run run;
    synchronized (this) {
      run = current;
    }
    if (run == null || ProcessTable.living(run.identity()).isPresent()) {
      return run;
    }
    try {
      run.awaitExit(SETTLE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return current;
    }
  }

  ObjectNode status() {
    UnitState state = state();
    ObjectNode node = Json.object();
    node.put("unit", definition.name());
    node.put("state", state.text());
    Run run = running();
    UnitMemory seen;
    synchronized (this) {
      seen = memory;
    }
    node.put("ready", run != null && run.ready());
    if (run != null) {
      node.put("pid", run.identity().pid());
      node.put("started_at", run.startedAt().toString());
      long bytes = 0;
      for (ProcessTable.Entry entry : ProcessTable.tree(run.identity())) {
        bytes += ProcessTable.residentBytes(entry.identity().pid()).orElse(0L);
      }
      node.put("rss_bytes", bytes);
    } else if (seen.exitCode() != null) {
      node.put("exit_code", seen.exitCode());
    }
    node.put("since", seen.since());
    node.put("restarts", Math.max(0, seen.starts() - 1));
    node.put("host", definition.host());
    node.put("definition", definition.hash());
    definition.tags().forEach(node.putArray("tags")::add);
    if (definition.readiness().port() > 0) {
      node.put("address", "127.0.0.1:" + definition.readiness().port());
    }
    return node;
  }

  private static List<ProcessTable.Identity> tree(Run run) {
    return ProcessTable.tree(run.identity()).stream().map(ProcessTable.Entry::identity).toList();
  }

  private void follow(Run run) {
    current = run;
    ReadinessWatch.start(definition, run);
    var _ =
        run.exit()
            .whenComplete(
                (code, failure) -> ended(run, failure == null ? code : OptionalInt.empty()));
  }

  private synchronized void ended(Run run, OptionalInt code) {
    if (current != run) {
      return;
    }
    boolean clean = run.stopRequested() || (code.isPresent() && code.getAsInt() == 0);
    current = null;
    @Nullable Integer known = code.isPresent() ? Integer.valueOf(code.getAsInt()) : null;
    try {
      remember(memory.ended(!clean, known, clock.instant()));
    } catch (UncheckedIOException e) {
      // It is known here all the same; the next supervisor will see that the pid is gone.
      LabLog.warn("an end could not be noted", "unit", definition.name(), "error", e.toString());
    }
  }

  private void remember(UnitMemory next) {
    memory = next;
    next.write(memoryPath);
  }

  private interface Change {
    boolean make() throws InterruptedException;
  }

  private boolean inTurn(Change change) {
    try {
      if (!turn.tryLock(TURN_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new Refusal(
            Refusal.Code.BUSY,
            definition.name() + " is being changed by somebody else",
            "Ask again in a moment.");
      }
      try {
        return change.make();
      } finally {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while changing " + definition.name(), e);
    }
  }
}
