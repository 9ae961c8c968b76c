package dev.twokey.sim;

import dev.twokey.action.ActionCall;
import dev.twokey.incident.LockEvent;
import dev.twokey.inventory.Target;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.operation.OperationEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal beside the replicas, with a model of its own, and holds what happens against
 * the invariants. It knows nothing of how a state is folded or decided.
 */
final class Ledger {
  private static final int PAGE = 10_000;

  private final JournalStore journal;
  private final InstantSource time;
  private final Power power = new Power(this);
  private final Lists lists = new Lists(this);
  private final Map<String, Seen> operations = new LinkedHashMap<>();
  private final Map<String, String> locks = new TreeMap<>();
  private final List<Recorded> events = new ArrayList<>();
  private final Set<String> covered = new TreeSet<>();
  private long position;
  private final Set<ReplicaId> withoutJournal = new HashSet<>();
  private final Map<ReplicaId, Instant> backSince = new HashMap<>();
  private @Nullable Machines machines;
  private @Nullable String violation;

  /**
   * Makes one.
   *
   * @param time the true one, by which targets go
   */
  Ledger(JournalStore journal, InstantSource time) {
    this.journal = journal;
    this.time = time;
  }

  void watch(Machines targets) {
    this.machines = targets;
  }

  private Machines machines() {
    if (machines == null) {
      throw new IllegalStateException("there are no targets yet");
    }
    return machines;
  }

  /** The first thing that went wrong counts. */
  void violate(Invariant invariant, String what) {
    if (violation == null) {
      violation = invariant + ": " + what;
    }
  }

  Optional<String> violation() {
    return Optional.ofNullable(violation);
  }

  /** Something worth seeing happened; the tests want all of it to happen in some history. */
  void cover(String what) {
    covered.add(what);
  }

  Set<String> covered() {
    return covered;
  }

  /** A replica can't write, or can again. */
  void unwritable(ReplicaId replica, boolean now, Instant at) {
    if (now) {
      withoutJournal.add(replica);
    } else if (withoutJournal.remove(replica)) {
      backSince.put(replica, at);
    }
  }

  private boolean couldNotWrite(ReplicaId replica, Instant then) {
    return withoutJournal.contains(replica)
        || Optional.ofNullable(backSince.get(replica)).filter(b -> !b.isBefore(then)).isPresent();
  }

  List<Recorded> events() {
    return events;
  }

  Map<String, Seen> operations() {
    return operations;
  }

  /** Reads what was stored since. */
  void sync() {
    Set<Seen> moved = new java.util.LinkedHashSet<>();
    for (Recorded recorded : journal.after(position, PAGE)) {
      position = recorded.position();
      events.add(recorded);
      power.fold(recorded);
      lists.fold(recorded);
      switch (recorded.event()) {
        case OperationEvent event -> moved.add(operation(recorded, event));
        case LockEvent event -> lock(recorded.stream().id(), event);
        default -> {}
      }
    }
    moved.forEach(this::locks);
  }

  private Seen operation(Recorded recorded, OperationEvent event) {
    Seen seen = operations.computeIfAbsent(recorded.stream().id(), id -> new Seen(id, this, power));
    boolean wasEnded = seen.ending().isPresent();
    seen.fold(event, recorded.at(), time.instant());
    if (!wasEnded) {
      seen.ending().ifPresent(ending -> ended(seen));
    }
    return seen;
  }

  /** I5: what is closed has left nothing broken and no timer. */
  private void ended(Seen seen) {
    cover("ended " + seen.ending().orElseThrow());
    if (seen.takenOver()) {
      return;
    }
    machines()
        .brokenBy(seen.id())
        .ifPresent(unit ->
            violate(Invariant.I5, "drill " + seen.id() + " was closed, " + unit + " is broken"));
    if (machines().hasTimer(seen.id())) {
      violate(Invariant.I5, "drill " + seen.id() + " was closed, its timer is armed");
    }
  }

  private void lock(String target, LockEvent event) {
    String holder = locks.get(target);
    switch (event) {
      case LockEvent.LockTaken(var operation, _) -> {
        if (holder != null) {
          violate(Invariant.I13, operation + " took " + target + ", which " + holder + " holds");
        }
        locks.put(target, operation);
      }
      case LockEvent.LockReleased(var operation, _) -> released(target, operation);
      case LockEvent.LockTakenOver(var operation, _, _) -> released(target, operation);
    }
  }

  private void released(String target, String operation) {
    if (!operation.equals(locks.get(target))) {
      violate(Invariant.I13, operation + " released " + target + " without holding it");
    }
    locks.remove(target);
  }

  /** I13: who runs holds all, who does not run holds nothing. */
  private void locks(Seen seen) {
    if (seen.isRunning()) {
      for (Target target : seen.targets()) {
        if (!seen.id().equals(locks.get(target.toString()))) {
          violate(Invariant.I13, seen.id() + " runs without the lock on " + target);
        }
      }
    } else if (locks.containsValue(seen.id())) {
      violate(Invariant.I13, seen.id() + " holds a lock and does not run");
    }
  }

  /** Nothing is held any more, everything is over. */
  void over() {
    operations.values().stream()
        .filter(s -> s.ending().isEmpty())
        .forEach(s -> violate(Invariant.I6, "operation " + s.id() + " never ended: " + s.last()));
    lists.open().forEach(id -> violate(Invariant.I6, "the list " + id + " was never closed"));
    locks.forEach(
        (target, holder) -> violate(Invariant.I13, target + " is held by " + holder + " still"));
  }

  /**
   * A change takes effect. I1: it is that of a step that began, on the replica that began it, and
   * each beginning has one effect at most (I3). What could not be journaled is an undo (I9).
   *
   * @param began when the replica started it
   * @return the operation that it is a step of
   */
  Optional<String> executed(ReplicaId replica, ActionCall call, boolean same, Instant began) {
    sync();
    if (!same) {
      violate(Invariant.I1, call + " was executed with another fingerprint than that of its plan");
    }
    for (Seen seen : operations.values()) {
      if (seen.takeBeginning(replica, call, began)) {
        injected(seen, call);
        return Optional.of(seen.id());
      }
    }
    for (Seen seen : operations.values()) {
      if (seen.mayUndo(call, began) && couldNotWrite(replica, began)) {
        cover("undo while unwritable");
        return Optional.of(seen.id());
      }
    }
    violate(
        couldNotWrite(replica, began) ? Invariant.I9 : Invariant.I1,
        call + " was executed by " + replica + " and no step began for it");
    return Optional.empty();
  }

  private void injected(Seen seen, ActionCall call) {
    if (call.action().equals("host.service.stop")) {
      cover("fault");
      if (!machines().hasTimer(seen.id())) {
        violate(Invariant.I5, seen.id() + " breaks its target without a timer on it");
      }
    }
  }
}
