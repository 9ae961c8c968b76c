package dev.twokey.operation;

import static dev.twokey.journal.MemoryJournal.Fault.NONE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Conversation;
import dev.twokey.chatops.Families;
import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.Credentials;
import dev.twokey.credential.PublicKey;
import dev.twokey.engine.Answer;
import dev.twokey.engine.Caller;
import dev.twokey.engine.Family;
import dev.twokey.engine.Input;
import dev.twokey.engine.Loop;
import dev.twokey.engine.Runner;
import dev.twokey.guard.Here;
import dev.twokey.incident.Halt;
import dev.twokey.incident.HaltInput;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.incident.IncidentInput;
import dev.twokey.incident.Lock;
import dev.twokey.inventory.Target;
import dev.twokey.journal.MemoryJournal;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.plan.Draft;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Redactor;
import dev.twokey.sim.Drafts;
import dev.twokey.sim.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Plays scripts over the real loop, journal in memory, with a clock that only the script moves. The
 * cast: Ana may ask, Ben and Dee may ask and sign, Chi may sign, Eve may nothing.
 */
final class Script {
  static final PersonId ANA = new PersonId("ana");
  static final PersonId BEN = new PersonId("ben");
  static final PersonId CHI = new PersonId("chi");
  static final PersonId DEE = new PersonId("dee");
  static final PersonId EVE = new PersonId("eve");

  /** Where everything is typed. */
  static final Conversation CHANNEL = new Conversation("console", "one", Optional.empty());

  private static final int TURNS_MAX = 100_000;
  private static final Duration HISTORY = Duration.ofHours(24);

  private final ScriptTime time = new ScriptTime();
  private final ScriptListeners told = new ScriptListeners();
  private final ScriptTargets targets = new ScriptTargets(time.clock());
  private final MemoryJournal journal;
  private final Map<String, ScriptedOperation> operations = new HashMap<>();
  private final List<Replica> replicas = new ArrayList<>();
  private UnaryOperator<String> people = UnaryOperator.identity();
  private UnaryOperator<String> policy = UnaryOperator.identity();
  private UnaryOperator<String> book = UnaryOperator.identity();
  private Here here = Here.nothing();
  private Known known = Setting.edited(people, policy, book);
  private Runnable atNextAppend = () -> {};
  private MemoryJournal.Fault disk = MemoryJournal.Fault.NONE;
  private final List<Optional<Problem>> news = new ArrayList<>();
  private long ids;

  private record Replica(ReplicaId id, Loop loop) {}

  Script() {
    journal = new MemoryJournal(Families.codec(new Redactor()), time.clock(), 1, _ -> atAppend());
    start();
  }

  private MemoryJournal.Fault atAppend() {
    Runnable now = atNextAppend;
    atNextAppend = () -> {};
    now.run();
    return disk;
  }

  private List<Family<?, ?, ?, ?>> families() {
    return Families.of(
        () -> known,
        () ->
            new dev.twokey.checklist.Known(
                known.catalog(), known.inventory(), (_, _, _) -> Optional.empty()));
  }

  /** One more bot works on the same journal. */
  void start() {
    ReplicaId id = new ReplicaId("bot", ++ids);
    Runner runner = time.runner(id.epoch());
    Caller caller =
        new Caller(targets.probes(), targets.actions(), runner, time.clock(), new Redactor(), told);
    Loop loop =
        new Loop(
            journal,
            families(),
            caller,
            runner,
            time.clock(),
            id,
            r -> replicas.stream().anyMatch(x -> x.id().equals(r)),
            () -> "id" + ++ids,
            new Listening());
    replicas.add(new Replica(id, loop));
    loop.start(time.now().minus(HISTORY));
    settle();
  }

  /** All bots are gone at once, with what they were doing. */
  void crash() {
    replicas.forEach(r -> time.crash(r.id().epoch()));
    replicas.clear();
  }

  /** From now on the one bot's appends fail in this way, or none does. */
  void disk(MemoryJournal.Fault fault) {
    journal.exclusive();
    disk = fault;
  }

  /** The same for a bot that others may overtake. */
  void diskOfOneOfTwo(MemoryJournal.Fault fault) {
    disk = fault;
  }

  /** Returns what the loop told of the journal: why it can't be written, and that it can. */
  List<Optional<Problem>> news() {
    return List.copyOf(news);
  }

  /** Sends the same once more, or for the first time, with a key. */
  Answer deliver(StreamId stream, Input input, String key) {
    CompletableFuture<Answer> answer =
        replicas
            .getFirst()
            .loop()
            .ask(stream, input, "ben", Optional.of(key))
            .toCompletableFuture();
    settle();
    return requireNonNull(answer.getNow(null), "no answer came");
  }

  ScriptTime time() {
    return time;
  }

  ScriptTargets targets() {
    return targets;
  }

  /** Who hears of something beside the cards. */
  ScriptListeners told() {
    return told;
  }

  Known known() {
    return known;
  }

  /** The team edits people.yaml; each edit begins with the first version. */
  void people(UnaryOperator<String> edit) {
    people = edit;
    edited();
  }

  /** The team edits policy.yaml. */
  void policy(UnaryOperator<String> edit) {
    policy = edit;
    edited();
  }

  /** The team edits the runbook. */
  void book(UnaryOperator<String> edit) {
    book = edit;
    edited();
  }

  /** These things lie on Twokey's own machine. */
  void here(Here found) {
    here = found;
    edited();
  }

  private void edited() {
    known = Setting.edited(people, policy, book).with(here);
  }

  /** Another team's files hold. */
  void team(String peopleText, String policyText) {
    known = Setting.of(peopleText, policyText);
  }

  /** Somebody enrols a passkey and shows it now. */
  Proven.ByPasskey passkey(PersonId by) {
    String id = "pk-" + by;
    PublicKey key = new PublicKey(id, "h", "c", List.of(), 0);
    Account account = new Account("console", by.id());
    CredentialInput enrol = new CredentialInput.Enrol(id, key, "laptop", account, Optional.empty());
    tell(Credentials.stream(by), enrol);
    return new Proven.ByPasskey(id, time.now());
  }

  /** Somebody asks for actions of the runbook. */
  ScriptedOperation ask(PersonId by, String environment, String... actions) {
    return ask(by, Drafts.change(known, environment, List.of(actions), false));
  }

  /** Somebody asks for a drill of the runbook. */
  ScriptedOperation drill(PersonId by, String environment, String drill) {
    return ask(by, Drafts.drill("op" + (ids + 1), known, environment, drill));
  }

  /** Somebody asks for an action of the runbook in a certain channel. */
  ScriptedOperation askIn(Conversation where, PersonId by, String environment, String action) {
    return ask(where, by, Drafts.change(known, environment, List.of(action), false));
  }

  ScriptedOperation ask(PersonId by, Draft draft) {
    return ask(CHANNEL, by, draft);
  }

  private ScriptedOperation ask(Conversation where, PersonId by, Draft draft) {
    String id = "op" + ++ids;
    ScriptedOperation operation = new ScriptedOperation(this, id);
    operations.put(id, operation);
    Account account = new Account("console", by.id());
    tell(
        OperationDecider.stream(id),
        new OperationInput.Ask(new Request(by, account, where, "do it", draft, false)));
    return operation;
  }

  Answer halt(PersonId by, String scope) {
    return tell(Halt.STREAM, new HaltInput.Halt(scope, by, "stop", List.of(), ""));
  }

  Answer incident(PersonId by, String id, String title) {
    return tell(
        IncidentDecider.stream(id), new IncidentInput.Open(title, "prod", by, CHANNEL, false));
  }

  Answer closeIncident(PersonId by, String id) {
    return tell(IncidentDecider.stream(id), new IncidentInput.Close(by));
  }

  Answer tell(StreamId stream, Input input) {
    CompletableFuture<Answer> answer = send(0, stream, input);
    settle();
    return requireNonNull(answer.getNow(null), "no answer came");
  }

  private CompletableFuture<Answer> send(int replica, StreamId stream, Input input) {
    return replicas
        .get(replica)
        .loop()
        .ask(stream, input, actor(input), Optional.empty())
        .toCompletableFuture();
  }

  /** Returns who is recorded as the one that did it: its person, as the product does. */
  private static String actor(Input input) {
    return input instanceof OperationInput given
        ? switch (given) {
          case OperationInput.Ask ask -> ask.request().by().id();
          case OperationInput.Confirm confirm -> confirm.by().id();
          case OperationInput.Sign sign -> sign.review().by().id();
          case OperationInput.Abort abort -> abort.by().id();
          case OperationInput.BreakGlass glass -> glass.by().id();
          case OperationInput.Settle settle -> settle.by().id();
          case OperationInput.TakeOver takeOver -> takeOver.by().id();
          case OperationInput.Halted halted -> halted.by().id();
          case OperationInput.Voided _ -> "twokey";
        }
        : "somebody";
  }

  /** Both arrive in one batch of one bot. */
  List<Answer> together(StreamId first, Input one, StreamId second, Input other) {
    return answers(send(0, first, one), send(0, second, other));
  }

  /** Both are decided on by two bots at once; the first is stored before the second. */
  List<Answer> race(StreamId first, Input one, StreamId second, Input other) {
    CompletableFuture<Answer> slow = send(0, second, other);
    CompletableFuture<Answer> fast = send(1, first, one);
    atNextAppend = () -> replicas.get(1).loop().turn();
    return answers(fast, slow);
  }

  private List<Answer> answers(CompletableFuture<Answer> one, CompletableFuture<Answer> other) {
    settle();
    return List.of(
        requireNonNull(one.getNow(null), "no answer"),
        requireNonNull(other.getNow(null), "no answer"));
  }

  /** Lets everything run that needs no time. */
  void settle() {
    for (int i = 0; i < TURNS_MAX; i++) {
      boolean more = false;
      for (Replica replica : List.copyOf(replicas)) {
        more |= replica.loop().turn();
      }
      if (!more && !time.runOne()) {
        return;
      }
    }
    throw new AssertionError("it does not come to rest");
  }

  /** Lets time go by, and everything run that comes due. */
  void pass(Duration span) {
    java.time.Instant end = time.now().plus(span);
    boolean more;
    do {
      more = time.step(end);
      settle();
    } while (more);
  }

  Lock lock(String environment, String name) {
    return look(Lock.FAMILY, Lock.stream(new Target(environment, name)));
  }

  <S> S look(Family<S, ?, ?, ?> family, StreamId stream) {
    CompletableFuture<S> state =
        replicas.getFirst().loop().look(family, stream).toCompletableFuture();
    settle();
    return requireNonNull(state.getNow(null), "no state");
  }

  /** Returns everything that was stored of a stream. */
  List<Recorded> stored(StreamId stream) {
    return all().stream().filter(r -> r.stream().equals(stream)).toList();
  }

  /** Returns everything that was stored. */
  List<Recorded> all() {
    return journal.after(0, Integer.MAX_VALUE);
  }

  private final class Listening implements Loop.Listener {
    @Override
    public void changed(StreamId stream, Object state, List<Recorded> events) {
      if (state instanceof Operation o && operations.containsKey(o.id())) {
        requireNonNull(operations.get(o.id())).moved(o);
      }
    }

    @Override
    public void unrecorded(StreamId stream, Object state, List<Recorded> events) {
      assertThat(disk).as("%s is not recorded: %s", stream, events).isNotEqualTo(NONE);
      changed(stream, state, events);
    }

    @Override
    public void unwritable(Optional<Problem> why) {
      assertThat(why.isPresent()).as("%s", why).isEqualTo(disk != NONE);
      news.add(why);
    }
  }
}
