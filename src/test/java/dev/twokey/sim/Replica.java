package dev.twokey.sim;

import dev.twokey.chatops.Families;
import dev.twokey.chatops.Outbox;
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
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Redactor;
import dev.twokey.problem.Secret;
import dev.twokey.trust.Trust;
import dev.twokey.trust.TrustInput;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One start of a bot: the real loop over the shared journal. */
final class Replica {
  private static final Duration HISTORY = Duration.ofHours(24);

  private final ReplicaId id;
  private final Ground ground;
  private final InstantSource clock;
  private final Holding holding;
  private final Loop loop;

  /**
   * What a replica stands on.
   *
   * @param chat where it shows cards; empty if another one does
   * @param skew how far its clock is ahead
   */
  record Ground(
      VirtualTime time,
      JournalStore store,
      Machines machines,
      Ledger ledger,
      Disk disk,
      Supplier<String> ids,
      Predicate<ReplicaId> alive,
      Sight sight,
      Optional<Chat> chat,
      Duration skew,
      Rules rules) {}

  Replica(ReplicaId id, Ground ground) {
    this.id = id;
    this.ground = ground;
    this.clock = () -> ground.time().instant().plus(ground.skew());
    this.holding = new Holding(ground.disk().files(), ground.rules());
    Runner runner = ground.time().runner(id.epoch(), ground.skew());
    Redactor redactor = new Redactor();
    if (!ground.rules().tellsSecrets()) {
      redactor.learn(new Secret(Machines.SECRET));
    }
    Caller caller =
        new Caller(
            ground.machines().probes(clock),
            ground.machines().actions(id, ground.skew()),
            runner,
            clock,
            redactor);
    Supplier<Known> known = holding;
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
                        (by, _, now) -> objection(known.get(), by, now)))
            .stream()
            .<Family<?, ?, ?, ?>>map(f -> f.name().equals(operations.name()) ? operations : f)
            .toList();
    this.loop =
        new Loop(
            ground.rules().store(ground.store()),
            families,
            caller,
            runner,
            clock,
            id,
            ground.alive(),
            ground.ids(),
            new Listening(ground, holding, ground.chat().map(chat -> outbox(chat, runner))));
    loop.start(clock.instant().minus(HISTORY));
    tellOfFiles();
  }

  private Outbox outbox(Chat chat, Runner runner) {
    Outbox outbox = new Outbox(runner, clock, dev.twokey.chatops.Deliveries.inMemory());
    outbox.add(chat);
    return outbox;
  }

  private static Optional<Problem> objection(Known known, PersonId by, Instant now) {
    return known.roster().hasRole(by, "responder", now)
        ? Optional.empty()
        : Optional.of(new Problem(ErrorCode.ROLE_MISSING, by + " is no responder.", "Ask one."));
  }

  /** Returns whether it shows the cards. */
  boolean shows() {
    return ground.chat().isPresent();
  }

  InstantSource clock() {
    return clock;
  }

  /** Reads what others stored; a loop that nobody asks anything reads nothing. */
  void look() {
    loop.look(Trust.FAMILY, Trust.STREAM);
  }

  /** Reads the files, as it does a moment after they changed. */
  void reload() {
    if (ground.disk().isBroken()) {
      tell(new TrustInput.Broken(List.of("people.yaml: 3:1: this is no YAML")));
    } else {
      holding.files(ground.disk().files());
      tellOfFiles();
    }
  }

  private void tellOfFiles() {
    tell(new TrustInput.Loaded(holding.files().root(), false));
  }

  private void tell(TrustInput input) {
    loop.ask(Trust.STREAM, input, "twokey", Optional.empty());
  }

  /** Somebody on the host accepts the files as they are. */
  void acceptOnHost(Trust trust) {
    reload();
    Disk.Files files = holding.files();
    tell(new TrustInput.AcceptOnHost(files.root(), trust.root().hashTo(files.root()), "root"));
  }

  ReplicaId id() {
    return id;
  }

  Loop loop() {
    return loop;
  }

  /** Keeps the newest states, as cards would show them, for the people. */
  private record Listening(Ground ground, Holding holding, Optional<Outbox> outbox)
      implements Loop.Listener {
    @Override
    public void changed(StreamId stream, Object state, List<Recorded> events) {
      holding.changed(stream, state);
      ground.sight().put(state);
      if (outbox.isPresent()
          && state instanceof Operation operation
          && operation.asked().isPresent()) {
        int version =
            events.isEmpty() ? ground.store().of(stream).size() : (int) events.getLast().version();
        outbox
            .get()
            .show(
                stream,
                operation.request().where(),
                Chat.card(stream, ground.rules().shown(version)));
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
        ledger.violate(Invariant.BUG, what + " could not be decided: " + e);
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
        ledger.violate(Invariant.I6, state.id() + " is " + state.phase() + " and wants nothing");
      }
      return work;
    }

    @Override
    public boolean isClosed(Operation state) {
      return inner.isClosed(state);
    }
  }
}
