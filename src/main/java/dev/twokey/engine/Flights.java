package dev.twokey.engine;

import dev.twokey.journal.Event;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Brings the work in flight in line with what a state wants: starts what is new, cancels what is no
 * longer wanted.
 */
final class Flights {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final Caller caller;
  private final Runner runner;
  private final InstantSource clock;
  private final ReplicaId self;
  private final Predicate<ReplicaId> alive;
  private final Consumer<Letter> news;
  private long serials;

  Flights(
      Caller caller,
      Runner runner,
      InstantSource clock,
      ReplicaId self,
      Predicate<ReplicaId> alive,
      Consumer<Letter> news) {
    this.caller = caller;
    this.runner = runner;
    this.clock = clock;
    this.self = self;
    this.alive = alive;
    this.news = news;
  }

  void align(Cell<?, ?, ?, ?> cell) {
    Map<String, Work> wanted = new LinkedHashMap<>();
    for (Work work : cell.wanted()) {
      if (wanted.put(work.key(), work) != null) {
        throw new IllegalStateException(
            cell.stream() + " wants two works named " + work.key() + " (this is a bug)");
      }
    }
    for (Cell.Flight flight : new ArrayList<>(cell.inFlight().values())) {
      if (!flight.work().equals(wanted.get(flight.work().key()))) {
        cell.inFlight().remove(flight.work().key());
        flight.cancel().run();
      }
    }
    wanted.values().forEach(work -> startIfNew(cell, work));
  }

  /**
   * Starts the convergent changes that a state wants though the journal can't record it (I5, I9).
   */
  void undoUnrecorded(Cell<?, ?, ?, ?> cell, Object stateAfter) {
    for (Work work : wanted(cell.family(), stateAfter)) {
      if (work instanceof Work.Act act && !act.once()) {
        startIfNew(cell, act);
      }
    }
  }

  /** Returns whether news is of the flight that is under way; news of a change counts always. */
  boolean isCurrent(Cell<?, ?, ?, ?> cell, Letter.Done letter) {
    Cell.Flight flight = cell.inFlight().get(letter.done().key());
    return letter.done() instanceof WorkDone.Acted
        || (flight != null && flight.serial() == letter.flight());
  }

  /** Forgets a flight whose news was dealt with. */
  void landed(Cell<?, ?, ?, ?> cell, Letter.Done letter) {
    Cell.Flight flight = cell.inFlight().get(letter.done().key());
    if (flight != null && flight.serial() == letter.flight()) {
      cell.inFlight().remove(letter.done().key());
    }
  }

  @SuppressWarnings("unchecked") // the state came from a decision of this family
  private static <S, I extends Input, E extends Event, K> Set<Work> wanted(
      Family<S, I, E, K> family, Object state) {
    return family.decider().work((S) state);
  }

  private void startIfNew(Cell<?, ?, ?, ?> cell, Work work) {
    if (!cell.inFlight().containsKey(work.key())) {
      long serial = ++serials;
      Runnable cancel = start(cell.stream(), work, serial);
      cell.inFlight().put(work.key(), new Cell.Flight(work, serial, cancel));
    }
  }

  private Runnable start(StreamId stream, Work work, long serial) {
    Consumer<WorkDone> tell = done -> news.accept(new Letter.Done(stream, done, serial));
    return switch (work) {
      case Work.Wake(var key, var at) -> runner.at(at, () -> tell.accept(new WorkDone.Woken(key)));
      case Work.Observe observe -> observe(observe, tell);
      case Work.Draft(var key, var calls) ->
          caller.draft(calls, previews -> tell.accept(new WorkDone.Drafted(key, previews)));
      case Work.Act act when act.owner().equals(self) ->
          caller.act(
              act.call(),
              act.fingerprint(),
              outcome -> tell.accept(new WorkDone.Acted(act.key(), outcome)));
      case Work.Act(var key, _, _, var owner, _) -> watchOwner(key, owner, tell);
      case Work.Tell word when word.owner().equals(self) ->
          caller.tell(stream, word, why -> tell.accept(new WorkDone.Told(word.key(), why)));
      case Work.Tell(var key, _, _, var owner) -> watchOwner(key, owner, tell);
    };
  }

  private Runnable observe(Work.Observe observe, Consumer<WorkDone> tell) {
    Later later = new Later();
    later.follow(
        runner.at(
            observe.notBefore(),
            () ->
                later.follow(
                    caller.observe(
                        observe.calls(),
                        r ->
                            tell.accept(
                                new WorkDone.Observed(observe.key(), r.readings(), r.took()))))));
    return later;
  }

  /** Cancels of work that goes from a timer to a run, whichever is there when it is cancelled. */
  private static final class Later implements Runnable {
    private final List<Runnable> cancels = new ArrayList<>();
    private boolean cancelled;

    synchronized void follow(Runnable cancel) {
      cancels.add(cancel);
      if (cancelled) {
        cancel.run();
      }
    }

    @Override
    public synchronized void run() {
      cancelled = true;
      cancels.forEach(Runnable::run);
    }
  }

  /** Another replica runs it, or did: tells when that one is gone. */
  private Runnable watchOwner(String key, ReplicaId owner, Consumer<WorkDone> tell) {
    return new Runnable() {
      private boolean stopped;
      private Runnable next = runner.at(clock.instant(), this::look);

      private synchronized void look() {
        if (stopped) {
          return;
        }
        if (alive.test(owner)) {
          next = runner.at(clock.instant().plus(ASK_AGAIN), this::look);
        } else {
          tell.accept(new WorkDone.OwnerLost(key));
        }
      }

      @Override
      public synchronized void run() {
        stopped = true;
        next.run();
      }
    };
  }
}
