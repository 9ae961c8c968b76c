package dev.twokey.credential;

import dev.twokey.engine.Context;
import dev.twokey.engine.Family;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.people.PersonId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides and folds credentials as the loop does, in memory. */
public final class KeyJournal {
  private final InstantSource clock;
  private final KeyRing ring = new KeyRing();
  private final Map<PersonId, Credentials> states = new HashMap<>();
  private final List<CredentialEvent> events = new ArrayList<>();

  public KeyJournal(InstantSource clock) {
    this.clock = clock;
  }

  public KeyRing ring() {
    return ring;
  }

  /** Returns all events, oldest first. */
  public synchronized List<CredentialEvent> events() {
    return List.copyOf(events);
  }

  /** Returns the newest state of a person. */
  public synchronized Credentials state(PersonId person) {
    return states.computeIfAbsent(
        person, p -> Credentials.FAMILY.decider().initial(Credentials.stream(p)));
  }

  /** Returns what an input leads to, already folded. */
  public synchronized List<CredentialEvent> ask(PersonId person, CredentialInput input) {
    List<CredentialEvent> decided =
        Credentials.FAMILY.decider().decide(state(person), input, new Now()).events();
    for (CredentialEvent event : decided) {
      events.add(event);
      Credentials after =
          Credentials.FAMILY.decider().evolve(state(person), event, clock.instant());
      states.put(person, after);
      ring.put(after);
    }
    return decided;
  }

  private final class Now implements Context<Object> {
    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public ReplicaId self() {
      return new ReplicaId("test", 1);
    }

    @Override
    public Object known() {
      return this;
    }

    @Override
    public <S> S look(Family<S, ?, ?, ?> family, StreamId stream) {
      throw new AssertionError("credentials look at nothing else");
    }

    @Override
    public String freshId() {
      throw new AssertionError("credentials make no ids");
    }
  }
}
