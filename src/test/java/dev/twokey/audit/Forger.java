package dev.twokey.audit;

import dev.twokey.chatops.Families;
import dev.twokey.journal.Append;
import dev.twokey.journal.Appended;
import dev.twokey.journal.Event;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.MemoryJournal;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.Row;
import dev.twokey.journal.SettableClock;
import dev.twokey.journal.StreamId;
import dev.twokey.journal.Write;
import dev.twokey.operation.RecordedStories;
import dev.twokey.problem.Redactor;
import dev.twokey.trust.Acceptance;
import dev.twokey.trust.Trust;
import dev.twokey.trust.TrustEvent;
import dev.twokey.witness.Checkpoint;
import dev.twokey.witness.CheckpointEvent;
import dev.twokey.witness.CheckpointSignature;
import dev.twokey.witness.Checkpoints;
import dev.twokey.witness.KeyName;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Somebody who may write the store as they like, and makes a whole new chain over what they want to
 * have happened: true to all rules of the chain, so that only its content can give them away.
 */
final class Forger {
  static final KeyPair KEYS = keys();
  static final Map<String, PublicKey> YOURS =
      Map.of(KeyName.of(KEYS.getPublic()), KEYS.getPublic());

  private final EventCodec codec = Families.codec(new Redactor());
  private final List<Fact> facts = new ArrayList<>();

  /** One event as it is to be found. */
  record Fact(StreamId stream, Event event, String actor, Instant at) {
    Fact with(Event other) {
      return new Fact(stream, other, actor, at);
    }

    Fact by(String other) {
      return new Fact(stream, event, other, at);
    }

    Fact at(Instant other) {
      return new Fact(stream, event, actor, other);
    }
  }

  static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Begins with what truly happened, and with the roster that was accepted before it. */
  static Forger of(RecordedStories stories) {
    Forger forger = new Forger();
    Instant first = stories.events().getFirst().at();
    forger.facts.add(
        new Fact(
            Trust.STREAM,
            new TrustEvent.ConfigAccepted(
                stories.root().canonical(), List.of(), new Acceptance.ByHost("root")),
            "host:root",
            first));
    for (Recorded r : stories.events()) {
      forger.facts.add(new Fact(r.stream(), r.event(), r.actor(), r.at()));
    }
    return forger;
  }

  List<Fact> facts() {
    return facts;
  }

  /** Changes each event of a kind. */
  <E extends Event> Forger each(Class<E> kind, UnaryOperator<Fact> change) {
    boolean found = facts.stream().anyMatch(f -> kind.isInstance(f.event()));
    if (!found) {
      throw new AssertionError("there is no " + kind.getSimpleName());
    }
    facts.replaceAll(f -> kind.isInstance(f.event()) ? change.apply(f) : f);
    return this;
  }

  Forger without(Class<? extends Event> kind) {
    if (!facts.removeIf(f -> kind.isInstance(f.event()))) {
      throw new AssertionError("there is no " + kind.getSimpleName());
    }
    return this;
  }

  int first(Class<? extends Event> kind) {
    for (int i = 0; i < facts.size(); i++) {
      if (kind.isInstance(facts.get(i).event())) {
        return i;
      }
    }
    throw new AssertionError("there is no " + kind.getSimpleName());
  }

  /** Returns the rows of a chain over all facts, with a checkpoint of this key at the end. */
  List<Row> rows(KeyPair signer) {
    Store store = new Store();
    facts.forEach(store::add);
    store.sign(signer, store.clock.instant());
    return store.journal.rows();
  }

  /** Returns the rows without any checkpoint. */
  List<Row> unsigned() {
    Store store = new Store();
    facts.forEach(store::add);
    return store.journal.rows();
  }

  /** A store that takes everything, at any time. */
  final class Store {
    private final SettableClock clock = new SettableClock();
    private final MemoryJournal journal = new MemoryJournal(codec, clock);
    private final Map<StreamId, Long> versions = new HashMap<>();

    void add(Fact fact) {
      clock.pass(Duration.between(clock.instant(), fact.at()));
      long version = versions.merge(fact.stream(), 1L, Long::sum) - 1;
      Write write = new Write(fact.stream(), version, List.of(fact.event()), false);
      Append append = new Append(fact.actor(), "forged", Optional.empty(), List.of(write));
      Appended stored = journal.append(List.of(append)).getFirst();
      if (!(stored instanceof Appended.Stored)) {
        throw new AssertionError("not stored: " + stored);
      }
    }

    void sign(KeyPair signer, Instant at) {
      sign(signer, new Checkpoint(journal.hashAt(1).orElseThrow(), journal.head(), at));
    }

    void sign(KeyPair signer, Checkpoint checkpoint) {
      String name = KeyName.of(signer.getPublic());
      add(
          new Fact(
              Checkpoints.stream(checkpoint.at()),
              new CheckpointEvent.Signed(
                  CheckpointSignature.sign(checkpoint, signer.getPrivate(), name)),
              "twokey",
              clock.instant()));
    }

    MemoryJournal journal() {
      return journal;
    }

    SettableClock clock() {
      return clock;
    }
  }

  /** Audits rows, with your key. */
  Report audit(List<Row> rows, Map<String, PublicKey> keys) {
    Audit audit = new Audit(codec, keys);
    dev.twokey.journal.JournalVerifier chain = new dev.twokey.journal.JournalVerifier(List.of());
    rows.forEach(row -> {
      chain.add(row);
      audit.add(row);
    });
    Row last = rows.getLast();
    return audit.finish(
        chain.finish(
            Optional.of(new dev.twokey.journal.JournalStore.Head(last.position(), last.hash()))));
  }

  Report audit() {
    return audit(rows(KEYS), YOURS);
  }
}
