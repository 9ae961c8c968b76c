package dev.twokey.sim;

import dev.twokey.chatops.Families;
import dev.twokey.checklist.Checklist;
import dev.twokey.journal.Append;
import dev.twokey.journal.BareJournal;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.MemoryJournal;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.Row;
import dev.twokey.journal.Verification;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.Phase;
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
import java.util.function.Predicate;

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
  private static final int SKEW_MAX_MS = 8_000;
  private static final int LAST_EVENTS = 30;
  private static final int LINE_MAX = 260;

  /** All families that a history stores. */
  static final EventCodec CODEC = Families.codec(new Redactor());

  private final long seed;
  private final Rules rules;
  private final BitSet turns;
  private final Dice random;
  private final VirtualTime time;
  private final Optional<MemoryJournal> whole;
  private final JournalStore journal;
  private final Runnable alone;
  private final Predicate<String> holdsKey;
  private final Ledger ledger;
  private final Machines machines;
  private final Sight sight = new Sight();
  private final People people;
  private final Deliveries deliveries;
  private final Disk disk;
  private final Chat chat;
  private final List<Replica> replicas = new ArrayList<>();
  private boolean skewed;
  private boolean chatting;
  private Optional<Replica> turning = Optional.empty();
  private Instant unwritableUntil = Instant.MIN;
  private boolean calm = true;
  private long epochs;
  private long ids;
  private int turn;

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
    if (Math.floorMod(seed, WHOLE_EVERY) == 0) {
      MemoryJournal full = new MemoryJournal(CODEC, this::clock, seed, this::fault);
      this.whole = Optional.of(full);
      this.journal = full;
      this.alone = full::exclusive;
      this.holdsKey = full::holdsKey;
    } else {
      BareJournal bare = new BareJournal(this::clock, this::fault);
      this.whole = Optional.empty();
      this.journal = bare;
      this.alone = bare::exclusive;
      this.holdsKey = bare::holdsKey;
    }
    this.ledger = new Ledger(journal, time);
    this.machines = new Machines(time, random, ledger);
    this.people = new People(random, time, sight);
    this.deliveries = new Deliveries(random, time, ledger, sight, people, this::anyReplica);
    this.disk = new Disk(new Disk.Files(0, Setting.get().anyPolicy(random), false));
    this.chat = new Chat(time, random, journal, ledger);
    ledger.watch(machines);
  }

  static BitSet allTurns() {
    BitSet all = new BitSet(TURNS);
    all.set(0, TURNS);
    return all;
  }

  /** Plays it. */
  Result play() {
    begin();
    for (turn = 0; turn < TURNS && ledger.violation().isEmpty(); turn++) {
      if (!turns.get(turn)) {
        continue;
      }
      random.turn(turn);
      disturb();
      if (random.nextInt(5) < 3) {
        deliveries.deliver(people.press());
      }
      pass();
      ledger.sync();
    }
    if (ledger.violation().isEmpty()) {
      settle();
    }
    return new Result(
        seed, ledger.violation().map(this::report), ledger.covered(), ledger.events().size());
  }

  /** What may happen in this history at all, and the files that were accepted on the host. */
  private void begin() {
    skewed = random.nextInt(3) == 0;
    chatting = random.nextInt(4) == 0;
    int count = random.nextInt(4) == 0 ? 2 : 1;
    if (count == 1) {
      alone.run();
    }
    for (int i = 0; i < count; i++) {
      start(chatting && i == 0);
    }
    turnAll();
    replicas.getFirst().acceptOnHost(sight.trust());
    turnAll();
    calm = false;
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

  /** The clock of who appends now. */
  private Instant clock() {
    return turning.map(r -> r.clock().instant()).orElseGet(time::instant);
  }

  private void start(boolean shows) {
    Duration skew =
        skewed
            ? Duration.ofMillis(random.nextInt(2 * SKEW_MAX_MS) - (long) SKEW_MAX_MS)
            : Duration.ZERO;
    ReplicaId id = new ReplicaId("sim", ++epochs);
    replicas.add(
        new Replica(
            id,
            new Replica.Ground(
                time,
                journal,
                machines,
                ledger,
                disk,
                () -> "id" + ++ids,
                owner -> replicas.stream().anyMatch(r -> r.id().equals(owner)),
                sight,
                shows ? Optional.of(chat) : Optional.empty(),
                skew,
                rules)));
  }

  private void crash(Replica replica) {
    ledger.cover("crash");
    replicas.remove(replica);
    time.crash(replica.id().epoch());
    deliveries.crashed(replica.id());
    start(replica.shows());
  }

  private MemoryJournal.Fault fault(List<Append> batch) {
    int chance = random.nextInt(1_000);
    if (calm) {
      return MemoryJournal.Fault.NONE;
    } else if (time.instant().isBefore(unwritableUntil) || chance < 5) {
      return MemoryJournal.Fault.UNWRITABLE;
    } else if (chance < 10) {
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
    boolean starts =
        sight.openOperations().stream().anyMatch(o -> o.phase() instanceof Phase.Proving);
    if (starts && random.nextInt(4) == 0) {
      ledger.cover("roles lost before the start");
      disk.narrow(random);
      replicas.forEach(Replica::reload);
      return;
    }
    int what = random.nextInt(1_000);
    if (what < 25) {
      crash(anyReplica());
    } else if (what < 35) {
      unwritableUntil = time.instant().plusSeconds(random.nextInt(20));
    } else if (what < 60) {
      machines.weather();
    } else if (what < 85) {
      edit();
    } else if (what < 90) {
      ledger.cover("accepted on the host");
      anyReplica().acceptOnHost(sight.trust());
    } else if (what < 130) {
      deliveries.again();
    } else if (what < 160 && chatting) {
      chat.disturb();
    }
  }

  /** Somebody edits the files, and each replica that lives sees it a little later. */
  private void edit() {
    disk.edit(random);
    for (Replica replica : replicas) {
      time.later(replica.id().epoch(), Duration.ofMillis(random.nextInt(3_000)), replica::reload);
    }
  }

  private Replica anyReplica() {
    return replicas.get(random.nextInt(replicas.size()));
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
      turning = Optional.of(replica);
      try {
        replica.loop().turn();
      } catch (MemoryJournal.Crashed _) {
        crash(replica);
      }
    }
    turning = Optional.empty();
    ledger.sync();
    deliveries.answers();
  }

  /** I7 and I9, by what lies in the journal. */
  private void verify() {
    if (!journal.after(0, ledger.events().size()).equals(ledger.events())) {
      ledger.violate(Invariant.I9, "what was stored is not there any more as it was");
    }
    whole
        .map(MemoryJournal::verify)
        .filter(v -> !v.isWhole())
        .map(Verification::defects)
        .ifPresent(defects -> ledger.violate(Invariant.I9, defects.toString()));
    whole.stream()
        .flatMap(j -> j.rows().stream())
        .filter(row -> row.payload().filter(p -> p.contains(Machines.SECRET)).isPresent())
        .map(Row::type)
        .findFirst()
        .ifPresent(type -> ledger.violate(Invariant.I7, "an event " + type + " holds a secret"));
  }

  /** Everything works, everybody is there: now all must end, and be answered (I5, I6, I13). */
  private void settle() {
    calm = true;
    random.turn(CALM);
    machines.calm();
    chat.calm();
    deliveries.calm();
    disk.restore();
    replicas.forEach(Replica::reload);
    for (int i = 0; i < CALM_TURNS && ledger.violation().isEmpty(); i++) {
      turn++;
      turnAll();
      boolean idle = !time.runNext(time.next()) || !trusted();
      press(idle);
      if (idle) {
        replicas.forEach(Replica::look);
      }
      if (idle && !trusted()) {
        replicas.getFirst().acceptOnHost(sight.trust());
      }
      if (idle && deliveries.isDone() && over()) {
        break;
      }
    }
    for (int i = 0; i < TURNS; i++) {
      replicas.forEach(Replica::look);
      turnAll();
      time.runNext(time.next());
    }
    ledger.over();
    verify();
    deliveries.over(holdsKey);
    if (chatting) {
      chat.over(cards());
    }
  }

  /** People press what is left for them. */
  private void press(boolean idle) {
    for (Operation operation : sight.openOperations()) {
      boolean waits =
          operation.phase() instanceof Phase.Doubtful
              || (idle && operation.phase() instanceof Phase.Approving);
      if (waits && random.nextInt(20) == 0) {
        deliveries.bring(people.sensible(operation));
      }
    }
    for (Checklist list : sight.openLists()) {
      if (random.nextInt(20) == 0) {
        deliveries.bring(people.close(list));
      }
    }
  }

  /** Returns whether the first files are what holds, and nothing of them waits. */
  private boolean trusted() {
    return sight.trust().root().equals(Disk.Files.FIRST.root())
        && sight.trust().proposal().filter(p -> p.waits() || p.isLeft()).isEmpty();
  }

  private boolean over() {
    return trusted()
        && sight.openLists().isEmpty()
        && sight.operations().values().stream()
            .allMatch(o -> o.isEnded() || o.phase() instanceof Phase.None);
  }

  /** Returns the streams that have a card, as they began, with how many events each is made of. */
  private Map<String, Integer> cards() {
    Map<String, Integer> cards = new LinkedHashMap<>();
    for (Recorded recorded : ledger.events()) {
      String stream = recorded.stream().toString();
      if (recorded.event() instanceof OperationEvent.Requested || cards.containsKey(stream)) {
        cards.put(stream, (int) recorded.version());
      }
    }
    return cards;
  }
}
