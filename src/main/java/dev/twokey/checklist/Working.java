package dev.twokey.checklist;

import dev.twokey.checklist.ChecklistEvent.ListClosed;
import dev.twokey.checklist.ChecklistEvent.ListOpened;
import dev.twokey.checklist.ChecklistEvent.ListRefused;
import dev.twokey.checklist.ChecklistEvent.Opening;
import dev.twokey.checklist.ChecklistEvent.TaskReopened;
import dev.twokey.checklist.ChecklistEvent.TaskSkipped;
import dev.twokey.checklist.ChecklistEvent.TaskTicked;
import dev.twokey.checklist.ChecklistEvent.WatchResumed;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decision;
import dev.twokey.incident.Channel;
import dev.twokey.inventory.Environment;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.runbook.Link;
import dev.twokey.runbook.TaskList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people do to a checklist, and what they may not. */
final class Working {
  private static final int REASON_MAX = 500;

  private final Checklist state;
  private final Context<Known> context;

  Working(Checklist state, Context<Known> context) {
    this.state = state;
    this.context = context;
  }

  Decision<ChecklistEvent> decide(ChecklistInput input) {
    return switch (input) {
      case ChecklistInput.Open(var opening) -> open(opening);
      case ChecklistInput.Tick tick -> judged(tick, tick.task(), task -> tick(tick, task));
      case ChecklistInput.Skip skip -> judged(skip, skip.task(), task -> skip(skip, task));
      case ChecklistInput.Reopen again -> reopen(again);
      case ChecklistInput.Watch watch -> watch(watch);
      case ChecklistInput.Close close -> close(close);
    };
  }

  private Decision<ChecklistEvent> open(Opening opening) {
    Known known = context.known();
    Optional<Environment> environment = known.inventory().environment(opening.environment());
    Optional<TaskList> list = known.catalog().tasks(opening.list());
    if (state.opened().isPresent()) {
      return refuse(
          new ChecklistInput.Open(opening),
          ErrorCode.STATE_WRONG,
          "This list is open already.",
          "Go on with its card.");
    } else if (environment.isEmpty()) {
      return refuse(
          new ChecklistInput.Open(opening),
          ErrorCode.ENVIRONMENT_UNKNOWN,
          opening.environment() + " is not in the inventory.",
          "Open it in one that is.");
    } else if (list.isEmpty()) {
      return refuse(
          new ChecklistInput.Open(opening),
          ErrorCode.NOT_FOUND,
          "The list '" + opening.list() + "' is not in the runbooks any more.",
          "See /runbook.");
    }
    Channel channel = context.look(Channel.FAMILY, Channel.stream(opening.where()));
    return Decision.of(
        new ListOpened(
            opening, Task.of(list.get()), channel.incident(), watchUntil(environment.get())));
  }

  private Instant watchUntil(Environment environment) {
    long millis = Math.round(ChecklistDecider.WATCHED_FOR.toMillis() * environment.timeScale());
    return context.now().plus(Duration.ofMillis(millis));
  }

  private Decision<ChecklistEvent> tick(ChecklistInput.Tick tick, Task task) {
    List<Task> doubts = state.doubts(task);
    if (!doubts.isEmpty()) {
      return refuse(
          tick,
          ErrorCode.STATE_WRONG,
          "It is not seen to apply: " + why(doubts.getFirst()) + ".",
          "Wait until it can be told, or leave it out with a reason.");
    }
    boolean seen = state.news(task).filter(n -> n.standing() == News.Standing.SHOWN).isPresent();
    if (task.is(Link.Kind.CHECK) && !seen) {
      return refuse(
          tick,
          ErrorCode.STATE_WRONG,
          "A check ticks itself when it is normal: " + why(task) + ".",
          "Wait for it, or leave it out with a reason.");
    } else if (task.is(Link.Kind.ACTION)) {
      return refuse(
          tick,
          ErrorCode.STATE_WRONG,
          "An action is ticked when it was done through Twokey and verified.",
          "Press its button, or leave it out and say who did it by hand.");
    }
    return Decision.of(new TaskTicked(task.key(), Optional.of(tick.by()), List.of()));
  }

  private String why(Task task) {
    return state
        .news(task)
        .filter(n -> !n.lines().isEmpty())
        .map(n -> String.join(", ", n.lines()))
        .orElse(task.names() + " is not read yet");
  }

  private Decision<ChecklistEvent> skip(ChecklistInput.Skip skip, Task task) {
    String reason = skip.reason().strip();
    if (reason.isEmpty() || reason.length() > REASON_MAX) {
      return refuse(
          skip,
          reason.isEmpty() ? ErrorCode.ARGUMENT_MISSING : ErrorCode.LIMIT_EXCEEDED,
          reason.isEmpty()
              ? "A task is left out with a reason."
              : "The reason has "
                  + reason.length()
                  + " characters, the limit is "
                  + REASON_MAX
                  + ".",
          "Say in a few words why it is not done.");
    }
    return Decision.of(new TaskSkipped(task.key(), skip.by(), reason));
  }

  private Decision<ChecklistEvent> reopen(ChecklistInput.Reopen again) {
    Optional<Task> task = state.task(again.task());
    boolean left = state.closed().flatMap(Checklist.Closing::by).isPresent();
    Optional<Problem> objection = left ? notOpen() : objection(again);
    if (objection.isPresent()) {
      return refuse(again, objection.get());
    } else if (task.isEmpty() || state.mark(task.get()).isEmpty()) {
      return refuse(
          again, ErrorCode.STATE_WRONG, "This task is open.", "Nothing is to be taken back.");
    } else if (!state.marks().containsKey(again.task())) {
      return refuse(
          again,
          ErrorCode.STATE_WRONG,
          "It was left out with the task above it.",
          "Open that one again.");
    }
    return Decision.of(new TaskReopened(again.task(), again.by()));
  }

  private Decision<ChecklistEvent> watch(ChecklistInput.Watch watch) {
    Optional<Problem> objection = state.isOpen() ? objection(watch) : notOpen();
    Optional<Environment> environment =
        state
            .opened()
            .flatMap(o -> context.known().inventory().environment(o.opening().environment()));
    if (objection.isPresent()) {
      return refuse(watch, objection.get());
    } else if (state.watching()) {
      return refuse(watch, ErrorCode.STATE_WRONG, "It is being read.", "Look at its newest card.");
    } else if (environment.isEmpty()) {
      return refuse(
          watch,
          ErrorCode.ENVIRONMENT_UNKNOWN,
          "Its environment is not in the inventory any more.",
          "Leave out what can't be read, with a reason.");
    }
    return Decision.of(new WatchResumed(watch.by(), watchUntil(environment.get())));
  }

  private Decision<ChecklistEvent> close(ChecklistInput.Close close) {
    Optional<Problem> objection = state.isOpen() ? objection(close) : notOpen();
    return objection
        .map(why -> refuse(close, why))
        .orElseGet(() ->
            Decision.of(
                new ListClosed(
                    Optional.of(close.by()),
                    close.reason().strip(),
                    state.counted().size() - state.settled())));
  }

  private interface Judged {
    Decision<ChecklistEvent> decide(Task task);
  }

  /** Judges what is the same for all work on one task. */
  private Decision<ChecklistEvent> judged(ChecklistInput input, String key, Judged judged) {
    Optional<Task> task = state.task(key);
    Optional<Problem> objection = state.isOpen() ? objection(input) : notOpen();
    if (objection.isPresent()) {
      return refuse(input, objection.get());
    } else if (task.isEmpty()) {
      return refuse(
          input, ErrorCode.NOT_FOUND, "This list has no task " + key + ".", "Look at its card.");
    } else if (state.isSettled(task.get())) {
      return refuse(
          input,
          ErrorCode.STATE_WRONG,
          state
                  .mark(task.get())
                  .map(m ->
                      "This task is not open any more since "
                          + m.at()
                          + m.by().map(p -> ", by " + p).orElse(""))
                  .orElse("What stands below this task is done")
              + ".",
          "Open it again if that is wrong.");
    }
    return judged.decide(task.get());
  }

  private Optional<Problem> objection(ChecklistInput input) {
    String environment = state.opened().map(o -> o.opening().environment()).orElse("");
    return state.opened().isEmpty()
        ? notOpen()
        : context.known().responders().objection(input.by(), environment, context.now());
  }

  private Optional<Problem> notOpen() {
    return Optional.of(
        new Problem(
            ErrorCode.STATE_WRONG,
            state
                    .closed()
                    .map(c ->
                        "This list was closed at "
                            + c.at()
                            + c.by().map(p -> " by " + p).orElse(""))
                    .orElse("There is no such list")
                + ".",
            "Open it anew with /runbook NAME LIST."));
  }

  private static Decision<ChecklistEvent> refuse(
      ChecklistInput input, ErrorCode code, String what, String advice) {
    return refuse(input, new Problem(code, what, advice));
  }

  private static Decision<ChecklistEvent> refuse(ChecklistInput input, Problem why) {
    return Decision.of(new ListRefused(input.by(), word(input), why));
  }

  private static String word(ChecklistInput input) {
    return switch (input) {
      case ChecklistInput.Open _ -> "open";
      case ChecklistInput.Tick t -> "tick " + t.task();
      case ChecklistInput.Skip s -> "leave out " + s.task();
      case ChecklistInput.Reopen r -> "open again " + r.task();
      case ChecklistInput.Watch _ -> "read again";
      case ChecklistInput.Close _ -> "close";
    };
  }
}
