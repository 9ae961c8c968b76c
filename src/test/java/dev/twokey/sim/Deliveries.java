package dev.twokey.sim;

import dev.twokey.engine.Answer;
import dev.twokey.incident.HaltInput;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.OperationInput;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What is pressed and typed on its way to a replica: late, twice, out of order, and again. I4: what
 * was acknowledged is stored, and a repeated delivery gets the same answer. I11: what is stored as
 * a request is what was asked for.
 */
final class Deliveries {
  private final RandomGenerator random;
  private final VirtualTime time;
  private final Ledger ledger;
  private final Sight sight;
  private final People people;
  private final Supplier<Replica> anyReplica;
  private final List<Delivery> all = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();

  /** What was acknowledged before it was recorded, by the replica that must record it. */
  private final Map<String, ReplicaId> owed = new LinkedHashMap<>();

  private int made;
  private boolean calm;

  /** Something pressed, with its key, and what was answered first. */
  private static final class Delivery {
    private final People.Pressed pressed;
    private final String key;
    private Optional<List<Recorded>> stored = Optional.empty();

    Delivery(People.Pressed pressed, String key) {
      this.pressed = pressed;
      this.key = key;
    }
  }

  /** An answer that is waited for, and by which replica. */
  private record Waiting(CompletableFuture<Answer> answer, ReplicaId replica, Delivery delivery) {}

  Deliveries(
      RandomGenerator random,
      VirtualTime time,
      Ledger ledger,
      Sight sight,
      People people,
      Supplier<Replica> anyReplica) {
    this.random = random;
    this.time = time;
    this.ledger = ledger;
    this.sight = sight;
    this.people = people;
    this.anyReplica = anyReplica;
  }

  void calm() {
    calm = true;
  }

  /** Brings it to a replica, now or later than what is pressed after it, once or twice. */
  void deliver(People.Pressed pressed) {
    Delivery delivery = made(pressed);
    all.add(delivery);
    send(delivery);
  }

  /** Brings something again that was brought before. */
  void again() {
    if (!all.isEmpty()) {
      ledger.cover("duplicate");
      send(all.get(random.nextInt(all.size())));
    }
  }

  /** Brings it at once, and once. */
  void bring(People.Pressed pressed) {
    arrive(made(pressed));
  }

  private Delivery made(People.Pressed pressed) {
    return new Delivery(pressed, "key" + ++made);
  }

  private void send(Delivery delivery) {
    if (random.nextInt(6) == 0) {
      time.later(Duration.ofMillis(random.nextInt(5_000)), () -> arrive(delivery));
    } else {
      arrive(delivery);
    }
    if (random.nextInt(12) == 0) {
      arrive(delivery);
    }
  }

  private void arrive(Delivery delivery) {
    Replica replica = anyReplica.get();
    People.Pressed pressed = delivery.pressed;
    // the desk tells of a halt without a key: what does not run any more takes no notice of it
    Optional<String> key =
        pressed.input() instanceof OperationInput.Halted
            ? Optional.empty()
            : Optional.of(delivery.key);
    CompletableFuture<Answer> answer =
        replica
            .loop()
            .ask(pressed.stream(), pressed.input(), pressed.by().id(), key)
            .toCompletableFuture();
    waiting.add(new Waiting(answer, replica.id(), delivery));
  }

  /** Who asked a replica that is gone gets no answer. */
  void crashed(ReplicaId replica) {
    waiting.removeIf(w -> w.replica().equals(replica));
    owed.values().removeIf(replica::equals);
  }

  /** Looks at the answers that came. */
  void answers() {
    for (Waiting w : List.copyOf(waiting)) {
      if (!w.answer().isDone()) {
        continue;
      }
      waiting.remove(w);
      Answer answer = w.answer().join();
      if (answer.refusal().filter(p -> p.code() == ErrorCode.BUG).isPresent()) {
        ledger.violate(Invariant.BUG, w.delivery().pressed + " got " + answer.refusal());
      }
      if (answer.recorded()) {
        recorded(w.delivery(), answer);
      } else if (answer.refusal().isEmpty()) {
        unrecorded(w, answer);
      }
    }
  }

  /** It holds, and must be recorded unless its replica is gone before. */
  private void unrecorded(Waiting w, Answer answer) {
    ledger.cover("acknowledged unrecorded");
    tellHalted(w.delivery(), answer);
    if (!(w.delivery().pressed.input() instanceof OperationInput.Halted)) {
      owed.put(w.delivery().key, w.replica());
    }
  }

  private void recorded(Delivery delivery, Answer answer) {
    for (Recorded recorded : answer.events()) {
      int index = (int) recorded.position() - 1;
      if (index >= ledger.events().size() || !ledger.events().get(index).equals(recorded)) {
        ledger.violate(Invariant.I4, delivery.key + " was acknowledged with " + recorded);
      }
      requested(delivery, recorded);
    }
    if (delivery.pressed.input() instanceof OperationInput.Halted) {
      return;
    }
    if (delivery.stored.filter(s -> !s.equals(answer.events())).isPresent()) {
      ledger.violate(
          Invariant.I4, delivery.key + " had two effects or answers: " + delivery.pressed.input());
    } else if (!answer.events().isEmpty()) {
      if (delivery.stored.isEmpty()) {
        tellHalted(delivery, answer);
      }
      delivery.stored = Optional.of(answer.events());
    }
  }

  private void requested(Delivery delivery, Recorded recorded) {
    if (recorded.event() instanceof OperationEvent.Requested requested
        && delivery.pressed.input() instanceof OperationInput.Ask ask
        && !requested.request().equals(ask.request())) {
      ledger.violate(Invariant.I11, delivery.key + " asked for something else than is stored");
    }
  }

  private void tellHalted(Delivery delivery, Answer answer) {
    if (delivery.pressed.input() instanceof HaltInput.Halt(var scope, var by, _, _, _)
        && answer.refusal().isEmpty()
        && !calm) {
      for (Operation operation : List.copyOf(sight.operations().values())) {
        boolean under =
            operation.isRunning()
                && (scope.equals("all")
                    || scope.endsWith(":" + operation.request().draft().environment()));
        if (under && (!scope.startsWith("drills") || operation.isDrill())) {
          ledger.cover("halted");
          bring(people.halted(operation, scope, by));
        }
      }
    }
  }

  boolean isDone() {
    return waiting.isEmpty();
  }

  /** I6, and I4 for what was acknowledged before it was recorded. */
  void over(Predicate<String> recorded) {
    owed.keySet().stream()
        .filter(key -> !recorded.test(key))
        .forEach(key -> ledger.violate(Invariant.I4, key + " was acknowledged and never recorded"));
    for (Waiting w : waiting) {
      ledger.violate(Invariant.I6, w.delivery().pressed + " never got an answer");
    }
  }
}
