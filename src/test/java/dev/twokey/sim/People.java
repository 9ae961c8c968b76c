package dev.twokey.sim;

import dev.twokey.approval.Review;
import dev.twokey.chat.Conversation;
import dev.twokey.checklist.Checklist;
import dev.twokey.checklist.ChecklistDecider;
import dev.twokey.checklist.ChecklistEvent;
import dev.twokey.checklist.ChecklistInput;
import dev.twokey.checklist.Task;
import dev.twokey.checklist.TaskRef;
import dev.twokey.diagnosis.DiagnosisDecider;
import dev.twokey.diagnosis.DiagnosisEvent;
import dev.twokey.engine.Input;
import dev.twokey.incident.Halt;
import dev.twokey.incident.HaltInput;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.incident.IncidentInput;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationInput;
import dev.twokey.operation.Phase;
import dev.twokey.operation.Request;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Draft;
import dev.twokey.runbook.Link;
import dev.twokey.runbook.TaskList;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** People who press what they see, mostly sensibly, and sometimes whatever. */
final class People {
  private static final List<String> EVERYBODY = List.of("ana", "ben", "chi", "dee", "eve", "mal");
  private static final List<String> RESPONDERS = List.of("ana", "ben", "dee");
  private static final List<String> SCOPES =
      List.of("all", "environment:staging", "environment:prod", "drills:staging", "drills:prod");
  private static final int OPEN_MAX = 5;

  private final RandomGenerator random;
  private final Sight sight;
  private final PeopleInPower power;
  private int asked;

  /** Something that somebody did. */
  record Pressed(StreamId stream, Input input, PersonId by) {}

  People(RandomGenerator random, InstantSource clock, Sight sight) {
    this.random = random;
    this.sight = sight;
    this.power = new PeopleInPower(random, clock, sight);
  }

  private boolean often() {
    return random.nextInt(10) < 8;
  }

  private PersonId one(List<String> of) {
    return new PersonId(of.get(random.nextInt(of.size())));
  }

  private PersonId responder() {
    return one(often() ? RESPONDERS : EVERYBODY);
  }

  private Account account(PersonId by) {
    return power.account(by);
  }

  private Conversation channel() {
    return new Conversation("console", random.nextBoolean() ? "one" : "two", Optional.empty());
  }

  /** Somebody does something. */
  Pressed press() {
    List<Operation> open = sight.openOperations();
    int what = random.nextInt(100);
    if (open.isEmpty() || (what < 20 && open.size() < OPEN_MAX)) {
      return ask();
    } else if (what < 24) {
      return halt();
    } else if (what < 32) {
      return release();
    } else if (what < 36) {
      return incident();
    } else if (what < 38) {
      return diagnose();
    } else if (what < 44) {
      return list();
    } else if (what < 54) {
      return power.press();
    }
    List<Operation> some =
        random.nextInt(10) == 0 ? List.copyOf(sight.operations().values()) : open;
    Operation operation = some.get(random.nextInt(some.size()));
    return often() ? sensible(operation) : whatever(operation);
  }

  private Pressed ask() {
    PersonId by = responder();
    String id = "op" + ++asked;
    Draft draft = Drafts.random(id, Setting.get().known(), random);
    return asks(id, by, draft, Optional.empty());
  }

  private Pressed asks(String id, PersonId by, Draft draft, Optional<TaskRef> task) {
    Request request = new Request(by, account(by), channel(), "do it", draft, false);
    return new Pressed(OperationDecider.stream(id), new OperationInput.Ask(request, task), by);
  }

  /** Somebody opens a task list, or does something to one. */
  private Pressed list() {
    PersonId by = responder();
    List<Checklist> open = sight.openLists();
    if (open.isEmpty() || random.nextInt(6) == 0) {
      return openList(by);
    }
    Checklist list = open.get(random.nextInt(open.size()));
    Task task = list.tasks().get(random.nextInt(list.tasks().size()));
    return switch (random.nextInt(8)) {
      case 0 -> on(list, new ChecklistInput.Skip(by, task.key(), "not now"));
      case 1 -> on(list, new ChecklistInput.Reopen(by, task.key()));
      case 2 ->
          on(
              list,
              random.nextInt(4) == 0
                  ? new ChecklistInput.Close(by, "enough")
                  : new ChecklistInput.Watch(by));
      case 3, 4, 5 -> on(list, new ChecklistInput.Tick(by, task.key()));
      default -> work(list, by);
    };
  }

  private static Pressed on(Checklist list, ChecklistInput input) {
    return new Pressed(ChecklistDecider.stream(list.id()), input, input.by());
  }

  /** Somebody does an action of the list: that ticks its task. */
  private Pressed work(Checklist list, PersonId by) {
    String environment = list.opened().orElseThrow().opening().environment();
    Draft draft = Drafts.change(Setting.get().known(), environment, List.of("restart_mail"), false);
    Task action =
        list.tasks().stream().filter(t -> t.is(Link.Kind.ACTION)).findFirst().orElseThrow();
    return asks("op" + ++asked, by, draft, Optional.of(new TaskRef(list.id(), action.key())));
  }

  private Pressed openList(PersonId by) {
    TaskList list = Setting.get().taskList();
    ChecklistEvent.Opening opening =
        new ChecklistEvent.Opening(
            by,
            account(by),
            channel(),
            Setting.ENVIRONMENTS.get(random.nextInt(Setting.ENVIRONMENTS.size())),
            list.id(),
            list.title(),
            Setting.RUNBOOK,
            Optional.empty(),
            false);
    return new Pressed(
        ChecklistDecider.stream("li" + ++asked), new ChecklistInput.Open(opening), by);
  }

  /** Somebody ends a list though tasks are open. */
  Pressed close(Checklist list) {
    return on(list, new ChecklistInput.Close(new PersonId("ana"), "enough"));
  }

  private Pressed halt() {
    PersonId by = responder();
    String scope = SCOPES.get(random.nextInt(SCOPES.size()));
    return new Pressed(Halt.STREAM, new HaltInput.Halt(scope, by, "stop", List.of(), ""), by);
  }

  private Pressed release() {
    PersonId by = responder();
    String scope = SCOPES.get(random.nextInt(SCOPES.size()));
    return new Pressed(Halt.STREAM, new HaltInput.Release(scope, by, random.nextBoolean()), by);
  }

  private Pressed incident() {
    PersonId by = responder();
    StreamId stream = IncidentDecider.stream("in" + random.nextInt(4));
    IncidentInput input =
        random.nextBoolean()
            ? new IncidentInput.Close(by)
            : new IncidentInput.Open("it burns", "prod", by, channel(), false);
    return new Pressed(stream, input, by);
  }

  private Pressed diagnose() {
    PersonId by = responder();
    DiagnosisEvent.Question question =
        new DiagnosisEvent.Question(
            by,
            account(by),
            channel(),
            "/diagnose web",
            "prod",
            "web",
            List.of(Setting.RUNBOOK),
            false);
    return new Pressed(
        DiagnosisDecider.stream("di" + ++asked), new DiagnosisDecider.Ask(question), by);
  }

  /** What the card of an operation offers now. */
  Pressed sensible(Operation operation) {
    return switch (operation.phase()) {
      case Phase.Confirming(var phrase, _) -> {
        PersonId by = operation.request().by();
        String hash = operation.hash().hex();
        yield on(operation, new OperationInput.Confirm(by, hash, phrase, power.passkey(by)), by);
      }
      case Phase.Approving a ->
          a.glass().isEmpty() && random.nextInt(5) == 0
              ? glass(operation, responder(), operation.hash().code())
              : sign(operation, random.nextInt(8) > 0, operation.hash().hex());
      case Phase.Doubtful _ -> settle(operation, responder());
      case Phase.None _,
          Phase.Drafting _,
          Phase.Weighing _,
          Phase.Proving _,
          Phase.Acting _,
          Phase.Looking _,
          Phase.Resting _,
          Phase.Ended _ ->
          random.nextInt(4) == 0 ? whatever(operation) : ask();
    };
  }

  /** Anything at all. */
  private Pressed whatever(Operation operation) {
    PersonId by = one(EVERYBODY);
    String hash =
        operation.planned().isPresent() && random.nextInt(4) > 0
            ? operation.hash().hex()
            : "0".repeat(64);
    return switch (random.nextInt(9)) {
      case 0 -> on(operation, new OperationInput.Confirm(by, hash, "BREAK-PROD"), by);
      case 1 -> sign(operation, random.nextInt(3) > 0, hash);
      case 2 -> {
        PersonId requester = operation.request().by();
        yield on(operation, new OperationInput.Sign(review(requester, true, hash)), requester);
      }
      case 3 -> glass(operation, by, "0000-0000");
      case 4 -> settle(operation, by);
      case 5 -> on(operation, new OperationInput.TakeOver(by, "mine"), by);
      case 6 -> on(operation, new OperationInput.Halted(by, "all"), by);
      default -> {
        PersonId who = random.nextBoolean() ? operation.request().by() : by;
        yield on(operation, new OperationInput.Abort(who, "no"), who);
      }
    };
  }

  private Pressed sign(Operation operation, boolean approves, String hash) {
    PersonId by = one(EVERYBODY);
    return on(operation, new OperationInput.Sign(review(by, approves, hash)), by);
  }

  private Review review(PersonId by, boolean approves, String hash) {
    String reason = approves ? "" : "not now";
    return power.review(by, approves, hash, reason);
  }

  private Pressed glass(Operation operation, PersonId by, String code) {
    return on(
        operation, new OperationInput.BreakGlass(by, code, "it burns down", power.passkey(by)), by);
  }

  private Pressed settle(Operation operation, PersonId by) {
    return on(operation, new OperationInput.Settle(by, random.nextBoolean()), by);
  }

  /** Tells an operation of a halt, as the desk does. */
  Pressed halted(Operation operation, String scope, PersonId by) {
    return on(operation, new OperationInput.Halted(by, scope), by);
  }

  private static Pressed on(Operation operation, OperationInput input, PersonId by) {
    return new Pressed(OperationDecider.stream(operation.id()), input, by);
  }
}
