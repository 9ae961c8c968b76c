package dev.twokey.sim;

import dev.twokey.approval.Review;
import dev.twokey.chat.Conversation;
import dev.twokey.diagnosis.DiagnosisDecider;
import dev.twokey.diagnosis.DiagnosisEvent;
import dev.twokey.engine.Input;
import dev.twokey.incident.Halt;
import dev.twokey.incident.HaltInput;
import dev.twokey.incident.IncidentDecider;
import dev.twokey.incident.IncidentInput;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Known;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationInput;
import dev.twokey.operation.Phase;
import dev.twokey.operation.Request;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** People who press what they see, mostly sensibly, and sometimes whatever. */
final class People {
  private static final List<String> EVERYBODY = List.of("ana", "ben", "chi", "dee", "eve", "mal");
  private static final List<String> RESPONDERS = List.of("ana", "ben", "dee");
  private static final List<String> SCOPES =
      List.of("all", "environment:staging", "environment:prod", "drills:staging", "drills:prod");
  private static final int OPEN_MAX = 5;

  private final RandomGenerator random;
  private final InstantSource clock;
  private final Supplier<Known> known;
  private final Map<String, Operation> states;
  private int asked;

  /** Something that somebody did. */
  record Pressed(StreamId stream, Input input, PersonId by) {}

  People(
      RandomGenerator random,
      InstantSource clock,
      Supplier<Known> known,
      Map<String, Operation> states) {
    this.random = random;
    this.clock = clock;
    this.known = known;
    this.states = states;
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
    String slack = Map.of("ana", "T1/U1", "ben", "T1/U2").getOrDefault(by.id(), "");
    return slack.isEmpty() || random.nextBoolean()
        ? new Account("console", by.id())
        : new Account("slack", slack);
  }

  private Conversation channel() {
    return new Conversation("console", random.nextBoolean() ? "one" : "two", Optional.empty());
  }

  private List<Operation> open() {
    return states.values().stream().filter(o -> !o.isEnded()).toList();
  }

  /** Somebody does something. */
  Pressed press() {
    List<Operation> open = open();
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
    }
    List<Operation> some = random.nextInt(10) == 0 ? new ArrayList<>(states.values()) : open;
    Operation operation = some.get(random.nextInt(some.size()));
    return often() ? sensible(operation) : whatever(operation);
  }

  private Pressed ask() {
    PersonId by = responder();
    String id = "op" + ++asked;
    Request request =
        new Request(
            by, account(by), channel(), "do it", Drafts.random(id, known.get(), random), false);
    return new Pressed(OperationDecider.stream(id), new OperationInput.Ask(request), by);
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
        yield on(operation, new OperationInput.Confirm(by, hash, phrase), by);
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
    return new Review(by, account(by), approves, hash, reason, clock.instant());
  }

  private Pressed glass(Operation operation, PersonId by, String code) {
    return on(operation, new OperationInput.BreakGlass(by, code, "it burns down"), by);
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
