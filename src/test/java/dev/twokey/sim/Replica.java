package dev.twokey.sim;

import dev.twokey.chatops.Families;
import dev.twokey.engine.Caller;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Loop;
import dev.twokey.engine.Runner;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Known;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.OperationInput;
import dev.twokey.operation.Phase;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One start of a bot: the real loop over the shared journal. */
final class Replica {
  private static final Duration HISTORY = Duration.ofHours(24);

  private final ReplicaId id;
  private final Loop loop;

  /** What a replica stands on. */
  record Ground(
      VirtualTime time,
      JournalStore store,
      Machines machines,
      Ledger ledger,
      Supplier<Known> known,
      Supplier<String> ids,
      Predicate<ReplicaId> alive,
      Map<String, Operation> states,
      Rules rules) {}

  Replica(ReplicaId id, Ground ground) {
    this.id = id;
    Runner runner = ground.time().runner(id.epoch());
    Caller caller =
        new Caller(
            ground.machines().probes(),
            ground.machines().actions(id),
            runner,
            ground.time(),
            new Redactor());
    Supplier<Known> known = ground.known();
    Family<Operation, OperationInput, OperationEvent, Known> operations =
        new Family<>(
            OperationDecider.EVENTS,
            OperationInput.class,
            OperationEvent.class,
            new Watched(ground.rules().operations(new OperationDecider()), ground.ledger()),
            known);
    List<Family<?, ?, ?, ?>> families =
        Families.of(
                known,
                () ->
                    new dev.twokey.checklist.Known(
                        known.get().catalog(),
                        known.get().inventory(),
                        (_, _, _) -> Optional.empty()))
            .stream()
            .<Family<?, ?, ?, ?>>map(f -> f.name().equals(operations.name()) ? operations : f)
            .toList();
    this.loop =
        new Loop(
            ground.rules().store(ground.store()),
            families,
            caller,
            runner,
            ground.time(),
            id,
            ground.alive(),
            ground.ids(),
            new Listening(ground));
    loop.start(ground.time().instant().minus(HISTORY));
  }

  ReplicaId id() {
    return id;
  }

  Loop loop() {
    return loop;
  }

  /** Keeps the newest states, as cards would show them, for the people. */
  private record Listening(Ground ground) implements Loop.Listener {
    @Override
    public void changed(StreamId stream, Object state, List<Recorded> events) {
      if (state instanceof Operation operation) {
        ground.states().put(operation.id(), operation);
      }
    }

    @Override
    public void unwritable(Optional<Problem> why) {
      ground.ledger().cover(why.isPresent() ? "unwritable" : "writable again");
    }
  }

  /** Tells of a decider that breaks, and of a state that waits for nothing and nobody (I6). */
  private record Watched(
      Decider<Operation, OperationInput, OperationEvent, Known> inner, Ledger ledger)
      implements Decider<Operation, OperationInput, OperationEvent, Known> {
    @Override
    public Operation initial(StreamId stream) {
      return inner.initial(stream);
    }

    @Override
    public Decision<OperationEvent> decide(
        Operation state, OperationInput input, Context<Known> context) {
      return watch(() -> inner.decide(state, input, context), input);
    }

    @Override
    public Decision<OperationEvent> done(Operation state, WorkDone done, Context<Known> context) {
      return watch(() -> inner.done(state, done, context), done);
    }

    private Decision<OperationEvent> watch(Supplier<Decision<OperationEvent>> body, Object what) {
      try {
        return body.get();
      } catch (RuntimeException e) {
        ledger.violate("BUG", what + " could not be decided: " + e);
        throw e;
      }
    }

    @Override
    public Operation evolve(Operation state, OperationEvent event, Instant at) {
      return inner.evolve(state, event, at);
    }

    @Override
    public Set<Work> work(Operation state) {
      Set<Work> work = inner.work(state);
      boolean waits =
          state.phase() instanceof Phase.None
              || state.phase() instanceof Phase.Doubtful
              || state.phase() instanceof Phase.Ended;
      if (work.isEmpty() && !waits) {
        ledger.violate("I6", state.id() + " is " + state.phase() + " and wants nothing");
      }
      return work;
    }

    @Override
    public boolean isClosed(Operation state) {
      return inner.isClosed(state);
    }
  }
}
