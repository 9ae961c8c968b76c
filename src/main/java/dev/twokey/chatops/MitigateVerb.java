package dev.twokey.chatops;

import dev.twokey.action.ActionCall;
import dev.twokey.action.Effect;
import dev.twokey.action.Risk;
import dev.twokey.chat.Inbound;
import dev.twokey.checklist.Checklist;
import dev.twokey.checklist.Task;
import dev.twokey.checklist.TaskRef;
import dev.twokey.condition.Bindings;
import dev.twokey.condition.Expression;
import dev.twokey.condition.Value;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.diagnosis.Evaluation;
import dev.twokey.diagnosis.Inquiry;
import dev.twokey.diagnosis.Item;
import dev.twokey.diagnosis.Samples;
import dev.twokey.diagnosis.Sampling;
import dev.twokey.diagnosis.Situation;
import dev.twokey.inventory.Environment;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationInput;
import dev.twokey.operation.Request;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Clause;
import dev.twokey.plan.Draft;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.Run;
import dev.twokey.runbook.RunbookAction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A pressed mitigation: makes a draft of a runbook's action from what was read where its button
 * stands, a diagnosis or a checklist.
 */
final class MitigateVerb {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  private final Board board;
  private final InstantSource clock;
  private final Supplier<String> ids;

  MitigateVerb(Board board, InstantSource clock, Supplier<String> ids) {
    this.board = board;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Where a button of an action stands.
   *
   * @param environment of it
   * @param incident that it belongs to
   * @param samples what was read there
   * @param sampling whether that is read again and again
   * @param name for the record, such as {@code diagnosis 4f2c1}
   * @param task of a checklist that is ticked when it is done
   * @param again what to press where the readings don't tell enough
   */
  private record Place(
      String environment,
      Optional<String> incident,
      Samples samples,
      Sampling sampling,
      String name,
      Optional<TaskRef> task,
      String again) {}

  Routed route(Setup setup, Inbound.Click click, PersonId by, String diagnosis, String actionId) {
    Optional<Diagnosis> found = board.diagnosis(diagnosis);
    if (found.isEmpty() || found.get().question().isEmpty()) {
      return Routed.refused(Desk.meaningless());
    }
    Place place =
        new Place(
            found.get().question().get().environment(),
            found.get().incident(),
            found.get().samples(),
            Sampling.NONE,
            "diagnosis " + diagnosis,
            Optional.empty(),
            "Press Check again, then choose it there.");
    return route(setup, click, by, place, actionId);
  }

  /** Asks for the action of a task, which is ticked when it is done. */
  Routed route(Setup setup, Inbound.Click click, PersonId by, Checklist list, Task task) {
    Optional<Checklist.Opened> opened = list.opened();
    if (opened.isEmpty() || !list.ready().contains(task)) {
      return Routed.refused(Desk.meaningless());
    }
    Place place =
        new Place(
            opened.get().opening().environment(),
            opened.get().incident(),
            list.samples(),
            Sampling.ALL,
            "checklist " + list.id() + " task " + task.key(),
            Optional.of(new TaskRef(list.id(), task.key())),
            "Wait until the list has read more, or press Read again there.");
    return route(setup, click, by, place, task.names());
  }

  private Routed route(
      Setup setup, Inbound.Click click, PersonId by, Place place, String actionId) {
    Optional<RunbookAction> action = setup.runbooks().action(actionId);
    Optional<Environment> environment = setup.inventory().environment(place.environment());
    if (action.isEmpty() || environment.isEmpty()) {
      return Routed.refused(Desk.meaningless());
    }
    Evaluation evaluation = evaluation(setup, environment.get(), action.get(), place);
    List<Step> steps = new ArrayList<>();
    Optional<Problem> problem =
        steps(setup, environment.get(), action.get(), evaluation, chosen(click), steps);
    if (problem.isPresent()) {
      return Routed.refused(new Problem(problem.get().code(), problem.get().what(), place.again()));
    }
    Draft draft =
        draft(
            setup,
            environment.get(),
            action.get(),
            evaluation,
            raised(setup, steps, action.get().risk()),
            click.inputs().getOrDefault("reason", ""));
    return Routed.To.of(
        OperationDecider.stream(ids.get()),
        new OperationInput.Ask(
            new Request(
                by,
                click.by(),
                click.where(),
                "[" + action.get().name() + "] from " + place.name(),
                draft,
                setup.demo()),
            place.task()));
  }

  /** The targets that were ticked; none ticked means all. */
  private static Set<String> chosen(Inbound.Click click) {
    return click
        .inputs()
        .getOrDefault("items", "")
        .lines()
        .filter(l -> !l.isBlank())
        .collect(java.util.stream.Collectors.toSet());
  }

  private Evaluation evaluation(
      Setup setup, Environment environment, RunbookAction action, Place place) {
    Situation situation =
        place
            .incident()
            .flatMap(board::incident)
            .map(i -> Situation.during(environment, i))
            .orElseGet(() -> Situation.of(environment));
    Inquiry inquiry =
        new Inquiry(
            setup.runbooks(), situation, Set.of(action.id()), place.sampling(), clock.instant());
    return inquiry.evaluate(place.samples(), clock.instant());
  }

  private static Optional<Problem> steps(
      Setup setup,
      Environment environment,
      RunbookAction action,
      Evaluation evaluation,
      Set<String> chosen,
      List<Step> steps) {
    switch (action.run()) {
      case Run.Several(var actions) -> {
        for (String id : actions) {
          Optional<Problem> problem =
              steps(
                  setup,
                  environment,
                  setup.runbooks().action(id).orElseThrow(),
                  evaluation,
                  chosen,
                  steps);
          if (problem.isPresent()) {
            return problem;
          }
        }
        return Optional.empty();
      }
      case Run.One one -> {
        return switch (evaluation.targets(action)) {
          case Evaluation.Targets.Unknown(var why) -> cannotTell(action, String.join(", ", why));
          case Evaluation.Targets.Known(var items) ->
              one(setup, environment, action, one, evaluation, items, chosen, steps);
        };
      }
    }
  }

  private static Optional<Problem> one(
      Setup setup,
      Environment environment,
      RunbookAction action,
      Run.One one,
      Evaluation evaluation,
      List<Item> items,
      Set<String> chosen,
      List<Step> steps) {
    List<Item> wanted =
        items.stream().filter(i -> chosen.isEmpty() || chosen.contains(i.name())).toList();
    if (wanted.isEmpty()) {
      return cannotTell(action, "there is nothing to do it to");
    }
    for (Item item : wanted) {
      Optional<Item> each = item.name().isEmpty() ? Optional.empty() : Optional.of(item);
      Bindings bindings = evaluation.bindings(one.with().references(), action.runbook(), each);
      switch (one.with().evaluate(bindings)) {
        case Value.Known(Map<?, ?> map) -> {
          Map<String, Object> with = new LinkedHashMap<>();
          map.forEach((k, v) -> with.put(k.toString(), v));
          String title =
              action.name().replace('_', ' ') + (item.name().isEmpty() ? "" : " " + item.name());
          ActionCall call =
              new ActionCall(one.action(), environment.name(), with, CALL_TIMEOUT)
                  .raisedTo(action.risk(), floor(setup, one.action()));
          steps.add(
              new Step.Act(id(action, item), title, call, verification(environment, action, item)));
        }
        case Value.Known(var other) ->
            throw new IllegalStateException(other + " are no arguments (this is a bug)");
        case Value.Unknown(var why) -> {
          return cannotTell(action, String.join(", ", why));
        }
      }
    }
    return Optional.empty();
  }

  private static Risk floor(Setup setup, String kind) {
    return Objects.requireNonNull(setup.actions().get(kind), kind).leastRisk();
  }

  /** A list of actions may be raised above all that it runs: then each step is. */
  private static List<Step> raised(Setup setup, List<Step> steps, Risk risk) {
    Risk highest =
        steps.stream()
            .map(s -> ((Step.Act) s).call())
            .map(c -> c.risk(floor(setup, c.action())))
            .reduce(Risk.READ, Risk::orHigher);
    if (highest.compareTo(risk) >= 0) {
      return steps;
    }
    return steps.stream()
        .map(Step.Act.class::cast)
        .<Step>map(s ->
            new Step.Act(
                s.id(),
                s.title(),
                s.call().raisedTo(risk, floor(setup, s.call().action())),
                s.verify()))
        .toList();
  }

  private static String id(RunbookAction action, Item item) {
    return item.name().isEmpty() ? action.name() : action.name() + " " + item.name();
  }

  private static Verification verification(
      Environment environment, RunbookAction action, Item item) {
    Duration within =
        Duration.ofMillis(Math.round(action.within().toMillis() * environment.timeScale()));
    return action
        .verify()
        .<Verification>map(v ->
            new Verification.Holds(
                new Clause(action.id(), Clause.Part.VERIFY, uses(v) ? item.name() : "", v.text()),
                within))
        .orElseGet(Verification.None::new);
  }

  private static boolean uses(Expression expression) {
    return expression.uses("each");
  }

  private static Draft draft(
      Setup setup,
      Environment environment,
      RunbookAction action,
      Evaluation evaluation,
      List<Step> steps,
      String reason) {
    List<Clause> needs = new ArrayList<>();
    action
        .needs()
        .ifPresent(n -> {
          if (uses(n)) {
            steps.forEach(s ->
                needs.add(
                    new Clause(
                        action.id(),
                        Clause.Part.NEEDS,
                        s.id().substring(action.name().length()).strip(),
                        n.text())));
          } else {
            needs.add(new Clause(action.id(), Clause.Part.NEEDS, "", n.text()));
          }
        });
    Map<String, String> blocks = new LinkedHashMap<>();
    for (String id : setup.runbooks().closure(Set.of(action.id()))) {
      setup.runbooks().block(id).ifPresent(b -> blocks.put(b.id(), b.origin().sha256()));
    }
    List<String> notes = new ArrayList<>();
    action
        .says()
        .ifPresent(s ->
            notes.add(
                s.render(evaluation.bindings(s.references(), action.runbook(), Optional.empty()))));
    return new Draft(
            action.name().replace('_', ' '),
            environment.name(),
            action.risk(),
            steps,
            List.of(),
            needs,
            Optional.empty(),
            blocks,
            action.effects().stream().map(Effect::word).sorted().toList(),
            notes,
            reason,
            Optional.empty())
        .madeFrom(setup.runbooks().revisions(blocks.keySet()));
  }

  private static Optional<Problem> cannotTell(RunbookAction action, String why) {
    return Optional.of(
        new Problem(
            ErrorCode.EVIDENCE_UNKNOWN,
            "Can't tell what "
                + action.name().replace('_', ' ')
                + " would be done to: "
                + why
                + ".",
            ""));
  }
}
