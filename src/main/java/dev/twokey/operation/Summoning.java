package dev.twokey.operation;

import dev.twokey.approval.Approvals;
import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Work;
import dev.twokey.guard.Escalation;
import dev.twokey.operation.Summons.Kind;
import dev.twokey.operation.Summons.Page;
import dev.twokey.operation.Summons.Stage;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls those who may sign, one group after the other: on-call, then all, then the pager. */
final class Summoning {
  /** How often the pager is called before it is given up. */
  static final int ATTEMPTS_MAX = 5;

  /** How long the pager may take to answer. */
  static final Duration PAGER_TIMEOUT = Duration.ofSeconds(10);

  /** How long after a failed call the pager is called again; doubled each time. */
  static final Duration PAGER_REST = Duration.ofSeconds(5);

  private static final String CALL = "call ";
  private static final String PAGE = "page ";

  private final Operation state;
  private final Context<Known> context;

  Summoning(Operation state, Context<Known> context) {
    this.state = state;
    this.context = context;
  }

  /** Returns the stages of the policy for a request that is made now and waits until then. */
  static List<Stage> stages(Escalation escalation, Instant now, Instant until) {
    List<Stage> stages = new ArrayList<>();
    stages.add(new Stage(Kind.ON_CALL, now.plus(escalation.askOnCall())));
    stages.add(new Stage(Kind.GROUP, now.plus(escalation.askGroup())));
    escalation.pager().ifPresent(after -> stages.add(new Stage(Kind.PAGER, now.plus(after))));
    return stages.stream().filter(s -> s.at().isBefore(until)).toList();
  }

  /** Returns what the state of a request that waits wants done, so that nobody is forgotten. */
  static Set<Work> work(Summons summons) {
    Set<Work> work = new LinkedHashSet<>();
    summons.ahead().stream()
        .findFirst()
        .ifPresent(s -> work.add(new Work.Wake(CALL + s.kind(), s.at())));
    summons
        .page()
        .ifPresent(page -> {
          String key = PAGE + page.attempt();
          switch (page.state()) {
            case Page.State.Calling _ ->
                work.add(
                    new Work.Tell(
                        key,
                        new Work.Recipient.Pager(page.connection()),
                        PAGER_TIMEOUT,
                        page.owner()));
            case Page.State.Resting(var until) -> work.add(new Work.Wake(key + " again", until));
            case Page.State.Arrived _, Page.State.GivenUp _ -> {}
          }
        });
    return work;
  }

  /** Returns the calls that are due, none later than a group that has somebody to call. */
  List<OperationEvent> due(Rule rule, Summons summons) {
    List<OperationEvent> events = new ArrayList<>();
    boolean nobody = false;
    for (Stage stage : summons.ahead()) {
      boolean next = nobody && stage.kind() == Kind.GROUP;
      if (context.now().isBefore(stage.at()) && !next) {
        break;
      }
      if (stage.kind() == Kind.PAGER) {
        events.add(page(1));
      } else {
        List<PersonId> people = people(rule, stage.kind());
        nobody = people.isEmpty();
        events.add(new OperationEvent.SignersCalled(stage.kind(), people));
      }
    }
    return events;
  }

  /** On call is the first of those on call who may sign; the group is all who still may. */
  private List<PersonId> people(Rule rule, Kind kind) {
    Set<PersonId> signed =
        state.reviews().stream()
            .filter(Review::approves)
            .map(Review::by)
            .collect(Collectors.toSet());
    List<PersonId> could =
        Approvals.eligible(rule, state.request().by(), context.known().roster(), context.now())
            .stream()
            .map(Person::id)
            .filter(p -> !signed.contains(p))
            .toList();
    return kind == Kind.GROUP
        ? could
        : context.known().roster().onCall(context.now()).stream()
            .filter(could::contains)
            .limit(1)
            .toList();
  }

  /** A policy that names no pager any more ends its calls. */
  private OperationEvent page(int attempt) {
    return context
        .known()
        .policy()
        .escalation()
        .pagerConnection()
        .<OperationEvent>map(c -> new OperationEvent.PagerCalled(c, attempt, context.self()))
        .orElseGet(() -> new OperationEvent.SignersCalled(Kind.PAGER, List.of()));
  }

  /** It is time for the next group, or for the pager again. */
  Decision<OperationEvent> woken(Phase.Approving approving) {
    Optional<Page> page = state.summons().page();
    if (page.isPresent()
        && page.get().state() instanceof Page.State.Resting(var until)
        && !context.now().isBefore(until)) {
      return Decision.of(page(page.get().attempt() + 1));
    }
    return Decision.of(due(approving.rule(), state.summons()));
  }

  /** The pager answered, or did not. */
  Decision<OperationEvent> told(String key, Optional<Problem> why) {
    Optional<Page> page = calling(key);
    if (page.isEmpty()) {
      return Decision.nothing();
    }
    int attempt = page.get().attempt();
    boolean again = why.isPresent() && attempt < ATTEMPTS_MAX;
    Duration rest = PAGER_REST.multipliedBy(1L << (attempt - 1));
    return Decision.of(
        new OperationEvent.PagerAnswered(
            attempt, why, again ? Optional.of(context.now().plus(rest)) : Optional.empty()));
  }

  /** The replica that called the pager is gone: whether it was heard, nobody knows. */
  Decision<OperationEvent> ownerLost(String key) {
    return calling(key)
        .map(page ->
            page.attempt() < ATTEMPTS_MAX
                ? Decision.of(page(page.attempt() + 1))
                : told(
                    key,
                    Optional.of(
                        new Problem(
                            ErrorCode.OUTCOME_UNKNOWN,
                            "The process that called the pager is gone.",
                            "Call somebody yourself."))))
        .orElseGet(Decision::nothing);
  }

  private Optional<Page> calling(String key) {
    return state
        .summons()
        .page()
        .filter(p -> p.state() instanceof Page.State.Calling && key.equals(PAGE + p.attempt()));
  }
}
