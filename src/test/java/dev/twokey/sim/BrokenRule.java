package dev.twokey.sim;

import dev.twokey.action.ActionCall;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Meanwhile;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.incident.Lock;
import dev.twokey.incident.LockEvent;
import dev.twokey.inventory.Target;
import dev.twokey.journal.Append;
import dev.twokey.journal.Appended;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Ending;
import dev.twokey.operation.Known;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.OperationInput;
import dev.twokey.operation.Phase;
import dev.twokey.operation.Request;
import dev.twokey.plan.Draft;
import dev.twokey.plan.Step;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules as a mistake would leave them, each with the invariant that it breaks. */
enum BrokenRule implements Rules {
  OWN_SIGNATURE_COUNTS(Invariant.I2) {
    @Override
    Decision<OperationEvent> decide(
        Real real, Operation state, OperationInput input, Context<Known> context) {
      if (input instanceof OperationInput.Sign(var review)
          && state.phase() instanceof Phase.Approving
          && review.approves()
          && review.planHash().equals(state.hash().hex())
          && review.by().equals(state.request().by())) {
        return Decision.of(
            List.of(new OperationEvent.Reviewed(review), signed(review.by(), context)));
      }
      return real.decide(state, input, context);
    }

    @Override
    Decision<OperationEvent> done(
        Real real, Operation state, WorkDone done, Context<Known> context) {
      return beginAnyway(state, real.done(state, done, context), context);
    }
  },
  EXPIRY_IS_IGNORED(Invariant.I2) {
    @Override
    Decision<OperationEvent> decide(
        Real real, Operation state, OperationInput input, Context<Known> context) {
      return state.phase() instanceof Phase.Approving a
          ? real.decide(state, input, new Earlier(context, a.until()))
          : real.decide(state, input, context);
    }

    @Override
    Set<Work> work(Real real, Operation state) {
      return real.work(state).stream()
          .map(w ->
              w instanceof Work.Wake(var key, var at) && key.equals("expiry")
                  ? new Work.Wake(key, at.plus(Duration.ofHours(1)))
                  : w)
          .collect(Collectors.toSet());
    }

    @Override
    Decision<OperationEvent> done(
        Real real, Operation state, WorkDone done, Context<Known> context) {
      return beginAnyway(state, real.done(state, done, context), context);
    }
  },
  NO_AUTHORITY_IS_ASKED(Invariant.I2) {
    @Override
    Decision<OperationEvent> done(
        Real real, Operation state, WorkDone done, Context<Known> context) {
      Decision<OperationEvent> decision = real.done(state, done, context);
      if (decision.events().stream().anyMatch(OperationEvent.ApprovalAsked.class::isInstance)) {
        List<OperationEvent> events = new ArrayList<>(decision.events());
        events.removeIf(OperationEvent.ApprovalAsked.class::isInstance);
        events.add(signed(state.request().by(), context));
        return Decision.of(events);
      }
      return beginAnyway(state, decision, context);
    }
  },
  SIGNERS_ARE_NOT_JUDGED_AGAIN(Invariant.I2) {
    @Override
    Decision<OperationEvent> done(
        Real real, Operation state, WorkDone done, Context<Known> context) {
      return beginAnyway(state, real.done(state, done, context), context);
    }
  },
  A_CHAT_CLICK_IS_A_PASSKEY(Invariant.I2) {
    @Override
    Decision<OperationEvent> decide(
        Real real, Operation state, OperationInput input, Context<Known> context) {
      return real.decide(
          state,
          input instanceof OperationInput.Sign(var review)
              ? new OperationInput.Sign(Vouching.vouched(review))
              : input,
          new Vouching(context));
    }

    @Override
    Decision<OperationEvent> done(
        Real real, Operation state, WorkDone done, Context<Known> context) {
      return real.done(state, done, new Vouching(context));
    }
  },
  ANOTHER_TARGET_IS_CHANGED(Invariant.I1) {
    @Override
    Set<Work> work(Real real, Operation state) {
      return real.work(state).stream()
          .map(w -> w instanceof Work.Act act ? elsewhere(act) : w)
          .collect(Collectors.toSet());
    }
  },
  ANOTHER_ENVIRONMENT_IS_TAKEN(Invariant.I11) {
    @Override
    Decision<OperationEvent> decide(
        Real real, Operation state, OperationInput input, Context<Known> context) {
      return real.decide(
          state,
          input instanceof OperationInput.Ask ask ? inProduction(ask, context.known()) : input,
          context);
    }
  },
  GLASS_BREAKS_AT_ONCE(Invariant.I2) {
    @Override
    Decision<OperationEvent> decide(
        Real real, Operation state, OperationInput input, Context<Known> context) {
      Decision<OperationEvent> decision = real.decide(state, input, context);
      if (decision.events().size() == 1
          && decision.events().getFirst() instanceof OperationEvent.GlassBroken glass) {
        Authority authority = new Authority.BrokenGlass(glass.by(), glass.reason(), context.now());
        return Decision.of(List.of(glass, authorised(authority, context)));
      }
      return decision;
    }
  },
  A_LOST_STEP_IS_REPEATED(Invariant.I3) {
    @Override
    Decision<OperationEvent> done(
        Real real, Operation state, WorkDone done, Context<Known> context) {
      if (done instanceof WorkDone.OwnerLost && state.phase() instanceof Phase.Acting a) {
        String step = state.step(a.cursor()).id();
        return Decision.of(
            List.of(
                new OperationEvent.StepLost(a.cursor(), step),
                new OperationEvent.StepBegan(a.cursor(), step, context.self())));
      }
      return real.done(state, done, context);
    }
  },
  A_REPEATED_KEY_HAS_A_SECOND_EFFECT(Invariant.I4) {
    @Override
    public JournalStore store(JournalStore real) {
      return new Keyless(real);
    }
  },
  AN_ABORTED_DRILL_IS_NOT_UNDONE(Invariant.I5) {
    @Override
    Decision<OperationEvent> decide(
        Real real, Operation state, OperationInput input, Context<Known> context) {
      return withoutUndo(state, real.decide(state, input, context));
    }

    @Override
    Decision<OperationEvent> done(
        Real real, Operation state, WorkDone done, Context<Known> context) {
      return withoutUndo(state, real.done(state, done, context));
    }
  },
  THE_TIMER_IS_LEFT_BEHIND(Invariant.I5) {
    @Override
    Decision<OperationEvent> done(
        Real real, Operation state, WorkDone done, Context<Known> context) {
      Decision<OperationEvent> decision = real.done(state, done, context);
      boolean disarms =
          decision.events().stream()
              .anyMatch(e ->
                  e instanceof OperationEvent.StepBegan(var cursor, _, _)
                      && cursor.lastly()
                      && cursor.index() == 1);
      return disarms && !decision.events().isEmpty() ? ended(state, decision) : decision;
    }
  },
  A_CHANGE_BEGINS_WITHOUT_A_RECORD(Invariant.I9) {
    @Override
    Meanwhile meanwhile(Real real, Operation state, Decision<OperationEvent> decision) {
      return Meanwhile.UNDOES;
    }
  },
  AN_EXPIRED_REQUEST_STAYS(Invariant.I6) {
    @Override
    Decision<OperationEvent> done(
        Real real, Operation state, WorkDone done, Context<Known> context) {
      return done instanceof WorkDone.Woken(var key) && key.equals("expiry")
          ? Decision.nothing()
          : real.done(state, done, context);
    }

    @Override
    Set<Work> work(Real real, Operation state) {
      return state.phase() instanceof Phase.Confirming ? Set.of() : real.work(state);
    }
  },
  THE_LOCK_IS_GONE_TOO_EARLY(Invariant.I13) {
    @Override
    Decision<OperationEvent> done(
        Real real, Operation state, WorkDone done, Context<Known> context) {
      Decision<OperationEvent> decision = real.done(state, done, context);
      boolean early =
          decision.events().stream().anyMatch(OperationEvent.StepEnded.class::isInstance)
              && decision.others().isEmpty();
      if (early) {
        for (Target target : state.plan().targets()) {
          decision =
              decision.and(Lock.stream(target), new LockEvent.LockReleased(state.id(), true));
        }
      }
      return decision;
    }
  },
  THE_LOCK_IS_KEPT(Invariant.I13) {
    @Override
    Decision<OperationEvent> done(
        Real real, Operation state, WorkDone done, Context<Known> context) {
      Decision<OperationEvent> decision = real.done(state, done, context);
      return state.isRunning() ? Decision.of(decision.events()) : decision;
    }
  };

  private final Invariant invariant;

  BrokenRule(Invariant invariant) {
    this.invariant = invariant;
  }

  Invariant invariant() {
    return invariant;
  }

  @Override
  public Decider<Operation, OperationInput, OperationEvent, Known> operations(
      Decider<Operation, OperationInput, OperationEvent, Known> real) {
    return new Broken(new Real(real), this);
  }

  Decision<OperationEvent> decide(
      Real real, Operation state, OperationInput input, Context<Known> context) {
    return real.decide(state, input, context);
  }

  Decision<OperationEvent> done(Real real, Operation state, WorkDone done, Context<Known> context) {
    return real.done(state, done, context);
  }

  Set<Work> work(Real real, Operation state) {
    return real.work(state);
  }

  Meanwhile meanwhile(Real real, Operation state, Decision<OperationEvent> decision) {
    return real.rules().meanwhile(state, decision);
  }

  private static Work elsewhere(Work.Act act) {
    Map<String, Object> with = new HashMap<>(act.call().with());
    with.replace("unit", "web".equals(with.get("unit")) ? "mail" : "web");
    ActionCall other =
        new ActionCall(act.call().action(), act.call().environment(), with, act.call().timeout());
    return new Work.Act(act.key(), other, act.fingerprint(), act.owner(), act.once());
  }

  private static OperationInput inProduction(OperationInput.Ask ask, Known known) {
    Request asked = ask.request();
    Draft draft = Drafts.change(known, "prod", List.of("restart_mail"), false);
    return new OperationInput.Ask(
        new Request(asked.by(), asked.account(), asked.where(), asked.text(), draft, asked.demo()),
        ask.task());
  }

  private static OperationEvent authorised(Authority authority, Context<Known> context) {
    return new OperationEvent.Authorised(
        authority,
        context.now().plus(Duration.ofMinutes(10)),
        new dev.twokey.diagnosis.Wave(Map.of(), context.now(), Instant.EPOCH));
  }

  private static OperationEvent signed(dev.twokey.people.PersonId by, Context<Known> context) {
    return authorised(new Authority.Approved(List.of(by), context.now()), context);
  }

  /** Begins though the signatures do not count. */
  private static Decision<OperationEvent> beginAnyway(
      Operation state, Decision<OperationEvent> decision, Context<Known> context) {
    List<OperationEvent> events = new ArrayList<>(decision.events());
    boolean stale =
        !events.isEmpty()
            && events.getLast() instanceof OperationEvent.Ended e
            && e.why().filter(p -> p.code() == ErrorCode.APPROVAL_STALE).isPresent();
    Phase.Cursor first = new Phase.Cursor(false, 0);
    if (!stale || !(state.step(first) instanceof Step.Act step)) {
      return decision;
    }
    events.removeLast();
    events.add(new OperationEvent.StepBegan(first, step.id(), context.self()));
    Decision<OperationEvent> begun = Decision.of(events);
    for (Target target : state.plan().targets()) {
      begun =
          begun.and(Lock.stream(target), new LockEvent.LockTaken(state.id(), state.request().by()));
    }
    return begun;
  }

  private static Decision<OperationEvent> withoutUndo(
      Operation state, Decision<OperationEvent> decision) {
    boolean aborted =
        decision.events().stream()
            .anyMatch(e ->
                e instanceof OperationEvent.UndoBegan(var ending, _) && ending == Ending.ABORTED);
    return aborted ? ended(state, decision) : decision;
  }

  /** Ends in the place of what begins. */
  private static Decision<OperationEvent> ended(
      Operation state, Decision<OperationEvent> decision) {
    List<OperationEvent> events = new ArrayList<>(decision.events());
    events.removeIf(
        e -> e instanceof OperationEvent.UndoBegan || e instanceof OperationEvent.StepBegan);
    events.add(new OperationEvent.Ended(Ending.ABORTED, Optional.empty(), Optional.empty()));
    Decision<OperationEvent> over = Decision.of(events);
    for (Target target : state.plan().targets()) {
      over = over.and(Lock.stream(target), new LockEvent.LockReleased(state.id(), true));
    }
    return over;
  }

  /** The real rules. */
  record Real(Decider<Operation, OperationInput, OperationEvent, Known> rules) {
    Decision<OperationEvent> decide(Operation state, OperationInput input, Context<Known> context) {
      return rules.decide(state, input, context);
    }

    Decision<OperationEvent> done(Operation state, WorkDone done, Context<Known> context) {
      return rules.done(state, done, context);
    }

    Set<Work> work(Operation state) {
      return rules.work(state);
    }
  }

  private record Broken(Real real, BrokenRule rule)
      implements Decider<Operation, OperationInput, OperationEvent, Known> {
    @Override
    public Operation initial(StreamId stream) {
      return real.rules().initial(stream);
    }

    @Override
    public Decision<OperationEvent> decide(
        Operation state, OperationInput input, Context<Known> context) {
      return rule.decide(real, state, input, context);
    }

    @Override
    public Decision<OperationEvent> done(Operation state, WorkDone done, Context<Known> context) {
      return rule.done(real, state, done, context);
    }

    @Override
    public Operation evolve(Operation state, OperationEvent event, Instant at) {
      return real.rules().evolve(state, event, at);
    }

    @Override
    public Set<Work> work(Operation state) {
      return rule.work(real, state);
    }

    @Override
    public boolean isClosed(Operation state) {
      return real.rules().isClosed(state);
    }

    @Override
    public Meanwhile meanwhile(Operation state, Decision<OperationEvent> decision) {
      return rule.meanwhile(real, state, decision);
    }
  }

  /** A context whose clock stands still at a time. */
  private record Earlier(Context<Known> real, Instant atMost) implements Context<Known> {
    @Override
    public Instant now() {
      return real.now().isAfter(atMost) ? atMost : real.now();
    }

    @Override
    public ReplicaId self() {
      return real.self();
    }

    @Override
    public Known known() {
      return real.known();
    }

    @Override
    public <S> S look(Family<S, ?, ?, ?> family, StreamId stream) {
      return real.look(family, stream);
    }

    @Override
    public String freshId() {
      return real.freshId();
    }
  }

  /** A store that forgets the keys of what it stores. */
  private record Keyless(JournalStore real) implements JournalStore {
    @Override
    public List<Appended> append(List<Append> batch) {
      return real.append(
          batch.stream()
              .map(a ->
                  new Append(a.actor(), a.causation(), Optional.empty(), a.writes(), a.decided()))
              .toList());
    }

    @Override
    public List<Recorded> after(long position, int rowsMax) {
      return real.after(position, rowsMax);
    }

    @Override
    public List<Recorded> of(StreamId stream) {
      return real.of(stream);
    }

    @Override
    public Optional<String> hashAt(long position) {
      return real.hashAt(position);
    }

    @Override
    public List<StreamId> open() {
      return real.open();
    }

    @Override
    public List<StreamId> touchedSince(Instant since) {
      return real.touchedSince(since);
    }

    @Override
    public Head head() {
      return real.head();
    }

    @Override
    public boolean isExclusive() {
      return real.isExclusive();
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
