package dev.twokey.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.ActionKind;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake;
import dev.twokey.chatops.Board;
import dev.twokey.chatops.Buttons;
import dev.twokey.chatops.Desk;
import dev.twokey.chatops.Families;
import dev.twokey.chatops.NoKeysmith;
import dev.twokey.chatops.Press;
import dev.twokey.chatops.Setup;
import dev.twokey.command.CommandCatalog;
import dev.twokey.command.Names;
import dev.twokey.credential.KeyRing;
import dev.twokey.engine.Caller;
import dev.twokey.engine.Loop;
import dev.twokey.engine.Runner;
import dev.twokey.guard.Policy;
import dev.twokey.guard.PolicyReader;
import dev.twokey.inventory.Target;
import dev.twokey.journal.Append;
import dev.twokey.journal.MemoryJournal;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Account;
import dev.twokey.people.FileRoster;
import dev.twokey.people.RosterReader;
import dev.twokey.probe.Cancellation;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.ProbeKind;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Redactor;
import dev.twokey.runbook.House;
import dev.twokey.runbook.RunbookCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The real loop, desk and deciders over a journal in memory, on one thread and on a clock that only
 * the test moves. What probes read and whether a start works is said by the test.
 */
final class ListWorld implements InstantSource {
  static final Conversation CHANNEL = new Conversation("console", "inc-1", Optional.empty());

  private static final String PEOPLE =
      """
      people:
        ana: {name: Ana, roles: [responder], accounts: [console]}
        ben: {name: Ben, roles: [responder, approver], accounts: [console]}
        eve: {name: Eve, roles: [], accounts: [console]}
      on_call: {fallback: [ana]}
      """;
  private static final String POLICY =
      """
      environments:
        staging:
          read: {role: responder}
          change: {role: responder}
        prod:
          read: {role: responder}
          change: {role: responder, approval: {of: approver, quorum: 1}}
      """;

  final List<Append> appends = new ArrayList<>();

  private final Map<String, Map<String, Object>> readings = new HashMap<>();
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::number));
  private final MemoryJournal journal;
  private Setup setup = setup(Book.TEXT);
  private Board board = new Board();
  private Loop loop;
  private Desk desk;
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private boolean startWorks = true;
  private long numbers;

  private record Task(Instant at, long number, Runnable body) {}

  ListWorld() {
    journal =
        new MemoryJournal(
            Families.codec(new Redactor()),
            this,
            1,
            batch -> {
              appends.addAll(batch);
              return MemoryJournal.Fault.NONE;
            });
    reads("rabbitmq-server", "state", "active");
    for (String queue :
        List.of(
            "transcode_jobs", "distribution_outbox", "dmca_propagation", "search_index_updates")) {
      reads(queue, "messages", 0L);
    }
    reads("rabbitmq.overview", "connections", 3L);
    start();
    run();
  }

  /** The process dies and comes back: what was under way is lost, the journal is there. */
  void restart() {
    tasks.clear();
    start();
    run();
  }

  private void start() {
    board = new Board();
    Runner runner = new Virtual();
    List<Probe> probes = House.probes().values().stream().<Probe>map(Asking::new).toList();
    List<Action> actions =
        House.actions().values().stream()
            .filter(k -> k.name().equals("host.service.start"))
            .<Action>map(Starting::new)
            .toList();
    loop =
        new Loop(
            journal,
            Families.of(() -> setup),
            new Caller(probes, actions, runner, this, new Redactor()),
            runner,
            this,
            new ReplicaId("test", ++numbers),
            _ -> false,
            this::freshId,
            new Telling());
    desk =
        new Desk(
            loop,
            () -> setup,
            board,
            new Redactor(),
            this,
            this::freshId,
            (_, _) -> {},
            new KeyRing(),
            new NoKeysmith());
    loop.start(Instant.EPOCH);
  }

  private String freshId() {
    return "id" + ++numbers;
  }

  // ---- the files

  /** Loads another text of the runbook. */
  void edit(String text) {
    setup = setup(text);
  }

  private static Setup setup(String text) {
    Problems problems = new Problems();
    FileRoster roster = RosterReader.read("people.yaml", PEOPLE, problems);
    Policy policy = PolicyReader.read("policy.yaml", POLICY, roster, House.inventory(), problems);
    CommandCatalog commands = CommandCatalog.read(commands(), House.actions().values(), problems);
    assertThat(problems.findings()).isEmpty();
    RunbookCatalog catalog = House.catalog(Map.of("box.md", text));
    Names names =
        Names.of(
            List.of(new Names.Named("box", "", "The box is down", Set.of("staging", "prod"))),
            List.of());
    return new Setup(
        roster, policy, House.inventory(), catalog, commands, names, House.actions(), false);
  }

  private static Map<String, String> commands() {
    Map<String, String> files = new LinkedHashMap<>();
    try (var paths = Files.list(Path.of("commands"))) {
      for (Path path : paths.sorted().toList()) {
        files.put("commands/" + path.getFileName(), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  // ---- the systems

  /** Says what is read of a unit, a queue, or by a kind of probe. */
  void reads(String what, String field, Object value) {
    readings.put(what, Map.of(field, value));
  }

  /** Says that it can't be read. */
  void unreadable(String what) {
    readings.remove(what);
  }

  /** Says that a start does nothing from now on. */
  void startIsBroken() {
    startWorks = false;
  }

  private final class Asking implements Probe {
    private final ProbeKind kind;

    Asking(ProbeKind kind) {
      this.kind = kind;
    }

    @Override
    public ProbeKind kind() {
      return kind;
    }

    @Override
    public Reading read(ProbeCall call, Cancellation cancellation) {
      String what = call.text("queue").or(() -> call.text("unit")).orElse(call.probe());
      Map<String, Object> values = readings.get(what);
      return values == null
          ? new Reading.Unreadable(
              now, new Problem(ErrorCode.PROBE_FAILED, "nobody answers for " + what, ""))
          : new Reading.Observed(now, values);
    }
  }

  private final class Starting implements Action {
    private final ActionKind kind;

    Starting(ActionKind kind) {
      this.kind = kind;
    }

    @Override
    public ActionKind kind() {
      return kind;
    }

    @Override
    public Preview preview(ActionCall call, Cancellation cancellation) {
      return new Preview.Ready(
          List.of(new Target(call.environment(), "rabbitmq")), "start it", List.of(), "f", "", "");
    }

    @Override
    public Outcome execute(ActionCall call, String fingerprint, Cancellation cancellation) {
      if (startWorks) {
        reads("rabbitmq-server", "state", "active");
      }
      return new Outcome.Succeeded("started");
    }
  }

  // ---- people

  /** Types a command; returns why it had no effect. */
  Optional<Problem> types(String who, String text) {
    return receipt(desk.receive(new Inbound.Command(CHANNEL, account(who), text, "d" + ++numbers)));
  }

  /** Presses a button; returns why it had no effect. */
  Optional<Problem> presses(String who, Press press) {
    return presses(who, press, "");
  }

  Optional<Problem> presses(String who, Press press, String reason) {
    return receipt(
        desk.receive(
            new Inbound.Click(
                CHANNEL,
                account(who),
                Buttons.encode(press),
                Map.of(Buttons.REASON, reason),
                "d" + ++numbers)));
  }

  private static Account account(String who) {
    return new Account("console", who);
  }

  private Optional<Problem> receipt(CompletionStage<Intake.Receipt> stage) {
    run();
    assertThat(stage.toCompletableFuture()).as("an answer").isDone();
    Intake.Receipt receipt = stage.toCompletableFuture().join();
    assertThat(receipt.recorded()).isTrue();
    return receipt.refusal();
  }

  // ---- time

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets everything happen that is due. */
  void run() {
    pass(Duration.ZERO);
  }

  void pass(Duration time) {
    Instant end = now.plus(time);
    turns();
    while (!tasks.isEmpty() && !tasks.peek().at().isAfter(end)) {
      Task task = tasks.remove();
      now = task.at().isAfter(now) ? task.at() : now;
      task.body().run();
      turns();
    }
    now = end;
  }

  private void turns() {
    boolean more = true;
    while (more) {
      more = loop.turn();
    }
  }

  private final class Virtual implements Runner {
    @Override
    public Runnable start(String name, Runnable body) {
      return at(now, body);
    }

    @Override
    public Runnable at(Instant when, Runnable body) {
      Task task = new Task(when.isBefore(now) ? now : when, ++numbers, body);
      tasks.add(task);
      return () -> tasks.remove(task);
    }
  }

  // ---- what is seen

  private final class Telling implements Loop.Listener {
    @Override
    public void changed(StreamId stream, Object state, List<Recorded> events) {
      board.put(stream, state, () -> {});
    }

    @Override
    public void unrecorded(StreamId stream, Object state, List<Recorded> events) {
      throw new AssertionError(stream + " is not recorded: " + events);
    }

    @Override
    public void unwritable(Optional<Problem> why) {
      throw new AssertionError("the journal can't be written: " + why);
    }
  }

  List<Recorded> events() {
    return journal.after(0, 100_000);
  }

  /** Returns the checklist that was opened last. */
  Checklist list() {
    String id =
        events().stream()
            .filter(r -> r.event() instanceof ChecklistEvent.ListOpened)
            .reduce((_, last) -> last)
            .orElseThrow()
            .stream()
            .id();
    return list(id);
  }

  Checklist list(String id) {
    return (Checklist) board.state(ChecklistDecider.stream(id)).orElseThrow();
  }

  /** Returns the mark that a task has itself. */
  static Mark mark(Checklist list, String task) {
    return Objects.requireNonNull(list.marks().get(task), "no mark of " + task);
  }

  /** Opens a list in staging and returns it as it is then. */
  Checklist opens(String name) {
    assertThat(types("ana", "/runbook box staging " + name)).isEmpty();
    return list();
  }

  /** Returns how the tasks stand, such as {@code 1:done 2:open 3:not_needed}. */
  String states() {
    Checklist list = list();
    return String.join(
        " ",
        list.counted().stream()
            .map(t ->
                t.key()
                    + ":"
                    + list.mark(t)
                        .map(m -> m.how().name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("open"))
            .toList());
  }

  /** Returns what the readings say of a task. */
  List<String> news(String key) {
    Checklist list = list();
    return list.task(key).flatMap(list::news).map(News::lines).orElse(List.of());
  }

  Instant incidentStarted() {
    return board
        .incidentOf(CHANNEL)
        .flatMap(board::incident)
        .map(i -> ((dev.twokey.incident.Incident.Open) i).faultStarted())
        .orElseThrow();
  }
}
