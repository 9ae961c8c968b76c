package dev.twokey.sim;

import dev.twokey.chatops.Families;
import dev.twokey.engine.Answer;
import dev.twokey.incident.HaltInput;
import dev.twokey.journal.Append;
import dev.twokey.journal.BareJournal;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.MemoryJournal;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.Verification;
import dev.twokey.operation.Known;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationInput;
import dev.twokey.operation.Phase;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One history: some hundred turns of people, crashes, faults and time, then a calm phase in which
 * everything must come to an end. The same seed gives the same history.
 */
final class History {
  /** How many turns there are before the calm. */
  static final int TURNS = 150;

  private static final int CALM = TURNS;
  private static final int WHOLE_EVERY = 16;
  private static final int TASKS_A_TURN = 60;
  private static final int CALM_TURNS = 4_000;

  /** All families that a history stores. */
  static final EventCodec CODEC = Families.codec(new Redactor());

  private static final int LAST_EVENTS = 30;
  private static final int LINE_MAX = 260;

  private final long seed;
  private final Rules rules;
  private final BitSet turns;
  private final Dice random;
  private final VirtualTime time;
  private final Optional<MemoryJournal> whole;
  private final JournalStore journal;
  private final Ledger ledger;
  private final Machines machines;
  private final People people;
  private final Map<String, Operation> states = new LinkedHashMap<>();
  private final List<Replica> replicas = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private Known known = Setting.get().known();
  private Instant unwritableUntil = Instant.MIN;
  private boolean calm;
  private long epochs;
  private long ids;
  private int turn;

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

  private final List<Waiting> waiting = new ArrayList<>();

  /**
   * How a history went.
   *
   * @param violation what went wrong; empty if nothing did
   * @param covered what happened in it
   * @param events how many were stored
   */
  record Result(long seed, Optional<String> violation, Set<String> covered, int events) {
    /** Returns the invariant that was broken. */
    Optional<String> invariant() {
      return violation.map(v -> v.substring(0, v.indexOf(':')));
    }
  }

  /** A history with all its turns. */
  History(long seed, Rules rules) {
    this(seed, rules, allTurns());
  }

  /** A history of which only those turns take place. */
  History(long seed, Rules rules, BitSet turns) {
    this.seed = seed;
    this.rules = rules;
    this.turns = turns;
    this.random = new Dice(seed);
    this.time = new VirtualTime(random);
    // one in sixteen goes through JSON and the chain, as the product's journal does
    this.whole =
        Math.floorMod(seed, WHOLE_EVERY) == 0
            ? Optional.of(new MemoryJournal(CODEC, time, seed, this::fault))
            : Optional.empty();
    this.journal =
        whole.<JournalStore>map(j -> j).orElseGet(() -> new BareJournal(time, this::fault));
    this.ledger = new Ledger(journal, () -> known);
    this.machines = new Machines(time, random, ledger);
    this.people = new People(random, time, () -> known, states);
    ledger.watch(machines);
  }

  /** Plays it. */
  Result play() {
    int count = random.nextInt(4) == 0 ? 2 : 1;
    for (int i = 0; i < count; i++) {
      start();
    }
    for (turn = 0; turn < TURNS && ledger.violation().isEmpty(); turn++) {
      if (!turns.get(turn)) {
        continue;
      }
      random.turn(turn);
      disturb();
      if (random.nextInt(5) < 3) {
        deliver(new Delivery(people.press(), "key" + deliveries.size()));
      }
      pass();
      check();
    }
    if (ledger.violation().isEmpty()) {
      settle();
    }
    return new Result(
        seed, ledger.violation().map(this::report), ledger.covered(), ledger.events().size());
  }

  static BitSet allTurns() {
    BitSet all = new BitSet(TURNS);
    all.set(0, TURNS);
    return all;
  }

  private String report(String violation) {
    StringBuilder text = new StringBuilder();
    text.append(violation)
        .append(" (seed ")
        .append(seed)
        .append(", turn ")
        .append(turn)
        .append(')');
    List<Recorded> events = ledger.events();
    events
        .subList(Math.max(0, events.size() - LAST_EVENTS), events.size())
        .forEach(r -> {
          String line = r.at() + " " + r.stream() + " " + r.actor() + " " + r.event();
          text.append("\n  ").append(line, 0, Math.min(line.length(), LINE_MAX));
        });
    return text.toString();
  }

  private Replica start() {
    ReplicaId id = new ReplicaId("sim", ++epochs);
    Replica replica =
        new Replica(
            id,
            new Replica.Ground(
                time,
                journal,
                machines,
                ledger,
                () -> known,
                () -> "id" + ++ids,
                owner -> replicas.stream().anyMatch(r -> r.id().equals(owner)),
                states,
                rules));
    replicas.add(replica);
    return replica;
  }

  private void crash(Replica replica) {
    ledger.cover("crash");
    replicas.remove(replica);
    time.crash(replica.id().epoch());
    waiting.removeIf(w -> w.replica().equals(replica.id()));
    start();
  }

  private MemoryJournal.Fault fault(List<Append> batch) {
    int chance = random.nextInt(1_000);
    if (calm) {
      return MemoryJournal.Fault.NONE;
    } else if (time.instant().isBefore(unwritableUntil) || chance < 5) {
      ledger.unwritable(time.instant());
      return MemoryJournal.Fault.UNWRITABLE;
    } else if (chance < 10) {
      ledger.unwritable(time.instant());
      return MemoryJournal.Fault.ANSWER_LOST;
    } else if (chance < 14) {
      return MemoryJournal.Fault.CRASH_BEFORE;
    } else if (chance < 18) {
      return MemoryJournal.Fault.CRASH_AFTER;
    }
    return MemoryJournal.Fault.NONE;
  }

  /** What nobody asked for. */
  private void disturb() {
    int what = random.nextInt(1_000);
    if (what < 25) {
      crash(anyReplica());
    } else if (what < 35) {
      unwritableUntil = time.instant().plusSeconds(random.nextInt(20));
    } else if (what < 60) {
      machines.weather();
    } else if (what < 75) {
      known =
          Setting.get()
              .known(
                  random.nextBoolean() ? 0 : random.nextInt(4),
                  random.nextBoolean() ? 0 : random.nextInt(4),
                  random.nextInt(5) == 0);
    } else if (what < 120 && !deliveries.isEmpty()) {
      ledger.cover("duplicate");
      deliver(deliveries.get(random.nextInt(deliveries.size())));
    }
  }

  private Replica anyReplica() {
    return replicas.get(random.nextInt(replicas.size()));
  }

  /** Brings it to a replica, now or later than what is pressed after it, once or twice. */
  private void deliver(Delivery delivery) {
    deliveries.add(delivery);
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
    Replica replica = anyReplica();
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

  /** Time goes on a little, or a lot. */
  private void pass() {
    int what = random.nextInt(100);
    int seconds = what < 60 ? 2 : what < 90 ? 10 : what < 98 ? 60 : 240;
    Instant until = time.instant().plusMillis(random.nextInt(seconds * 1_000));
    run(until, TASKS_A_TURN);
    if (time.next().isAfter(until) || time.isQuiet()) {
      time.passTo(until);
    }
    turnAll();
  }

  private void run(Instant until, int tasksMax) {
    for (int i = 0; i < tasksMax && time.runNext(until); i++) {
      if (random.nextInt(10) < 8) {
        turnAll();
      }
    }
  }

  private void turnAll() {
    for (Replica replica : List.copyOf(replicas)) {
      try {
        replica.loop().turn();
      } catch (MemoryJournal.Crashed _) {
        crash(replica);
      }
    }
    ledger.sync();
    answers();
  }

  /** I4: what was acknowledged is stored, and a repeated delivery gets the same answer. */
  private void answers() {
    for (Waiting w : List.copyOf(waiting)) {
      if (!w.answer().isDone()) {
        continue;
      }
      waiting.remove(w);
      Answer answer = w.answer().join();
      if (answer.refusal().filter(p -> p.code() == ErrorCode.BUG).isPresent()) {
        ledger.violate("BUG", w.delivery().pressed + " got " + answer.refusal());
      }
      if (answer.recorded()) {
        recorded(w.delivery(), answer);
      }
    }
  }

  private void recorded(Delivery delivery, Answer answer) {
    for (Recorded recorded : answer.events()) {
      int index = (int) recorded.position() - 1;
      if (index >= ledger.events().size() || !ledger.events().get(index).equals(recorded)) {
        ledger.violate("I4", delivery.key + " was acknowledged with " + recorded);
      }
    }
    if (delivery.pressed.input() instanceof OperationInput.Halted) {
      return;
    }
    if (delivery.stored.filter(s -> !s.equals(answer.events())).isPresent()) {
      ledger.violate(
          "I4", delivery.key + " had two effects or answers: " + delivery.pressed.input());
    } else if (!answer.events().isEmpty()) {
      if (delivery.stored.isEmpty()) {
        tellHalted(delivery, answer);
      }
      delivery.stored = Optional.of(answer.events());
    }
  }

  private void tellHalted(Delivery delivery, Answer answer) {
    if (delivery.pressed.input() instanceof HaltInput.Halt(var scope, var by, _, _, _)
        && answer.refusal().isEmpty()
        && !calm) {
      for (Operation operation : List.copyOf(states.values())) {
        boolean under =
            operation.isRunning()
                && (scope.equals("all")
                    || scope.endsWith(":" + operation.request().draft().environment()));
        if (under && (!scope.startsWith("drills") || operation.isDrill())) {
          ledger.cover("halted");
          arrive(
              new Delivery(people.halted(operation, scope, by), "halted" + turn + operation.id()));
        }
      }
    }
  }

  private void check() {
    ledger.sync();
  }

  /** I9. */
  private void verify() {
    if (!journal.after(0, ledger.events().size()).equals(ledger.events())) {
      ledger.violate("I9", "what was stored is not there any more as it was");
    }
    whole
        .map(MemoryJournal::verify)
        .filter(v -> !v.isWhole())
        .map(Verification::defects)
        .ifPresent(defects -> ledger.violate("I9", defects.toString()));
  }

  /** Everything works, everybody is there: now all must end, and be answered (I5, I6, I13). */
  private void settle() {
    calm = true;
    random.turn(CALM);
    machines.calm();
    known = Setting.get().known();
    for (int i = 0; i < CALM_TURNS && ledger.violation().isEmpty(); i++) {
      turn++;
      turnAll();
      boolean idle = !time.runNext(time.next());
      for (Operation operation : List.copyOf(states.values())) {
        boolean waits =
            operation.phase() instanceof Phase.Doubtful
                || (idle && operation.phase() instanceof Phase.Approving);
        if (waits && random.nextInt(20) == 0) {
          arrive(new Delivery(people.sensible(operation), "calm" + i + operation.id()));
        }
      }
      if (idle && waiting.isEmpty() && over()) {
        break;
      }
    }
    turnAll();
    ledger.over();
    verify();
    for (Waiting w : waiting) {
      ledger.violate("I6", w.delivery().pressed + " never got an answer");
    }
  }

  private boolean over() {
    return states.values().stream().allMatch(o -> o.isEnded() || o.phase() instanceof Phase.None);
  }
}
