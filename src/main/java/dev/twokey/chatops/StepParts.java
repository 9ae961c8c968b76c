package dev.twokey.chatops;

import dev.twokey.chat.Card;
import dev.twokey.chat.Card.StepState;
import dev.twokey.operation.Ending;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.operation.StepLog;
import dev.twokey.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far the steps of an operation are. */
final class StepParts {
  private static final int LINE_MAX = 120;

  private final Operation operation;
  private final Instant now;

  StepParts(Operation operation, Instant now) {
    this.operation = operation;
    this.now = now;
  }

  /** Returns all steps with their states, and the newest words of the one that is under way. */
  Card.Progress progress() {
    List<Card.Step> steps = new ArrayList<>();
    add(false, steps);
    if (operation.afterUndo().isPresent()) {
      add(true, steps);
    }
    return new Card.Progress(steps, newest());
  }

  private void add(boolean lastly, List<Card.Step> steps) {
    List<Step> planned = operation.steps(lastly);
    for (int i = 0; i < planned.size(); i++) {
      Phase.Cursor cursor = new Phase.Cursor(lastly, i);
      steps.add(new Card.Step(planned.get(i).title(), state(cursor), note(cursor)));
    }
  }

  /** Returns the step that is under way. */
  Optional<Phase.Cursor> current() {
    return switch (operation.phase()) {
      case Phase.Acting(var cursor, _) -> Optional.of(cursor);
      case Phase.Looking l -> Optional.of(l.cursor());
      case Phase.Resting(var cursor, _) -> Optional.of(cursor);
      case Phase.Doubtful(var cursor, _) -> Optional.of(cursor);
      case Phase.None _,
          Phase.Drafting _,
          Phase.Weighing _,
          Phase.Confirming _,
          Phase.Approving _,
          Phase.Proving _,
          Phase.Ended _ ->
          Optional.empty();
    };
  }

  StepState state(Phase.Cursor cursor) {
    Optional<StepLog> log = operation.log(cursor);
    if (log.isEmpty()) {
      return stepsAreOver(cursor) ? StepState.SKIPPED : StepState.WAITING;
    }
    return switch (log.get().state()) {
      case ACTING, LOOKING ->
          current().filter(cursor::equals).isPresent() ? StepState.RUNNING : left();
      case DONE -> StepState.DONE;
      case FAILED -> StepState.FAILED;
      case UNKNOWN -> StepState.UNKNOWN;
    };
  }

  /** Returns the state of a step that was left before it was over. */
  private StepState left() {
    boolean takenOver =
        operation.phase() instanceof Phase.Ended(var ending, _, _) && ending == Ending.TAKEN_OVER;
    return takenOver ? StepState.UNKNOWN : StepState.FAILED;
  }

  private boolean stepsAreOver(Phase.Cursor cursor) {
    return operation.isEnded() || (operation.afterUndo().isPresent() && !cursor.lastly());
  }

  String note(Phase.Cursor cursor) {
    Optional<StepLog> log = operation.log(cursor);
    if (log.isEmpty()) {
      return "";
    }
    StepLog entry = log.get();
    String tries = entry.tries() > 1 ? "try " + entry.tries() : "";
    return switch (state(cursor)) {
      case RUNNING -> Words.dots(running(cursor, entry), tries);
      case DONE ->
          Words.dots(
              entry.ended().map(end -> Words.span(entry.began(), end)).orElse(""),
              Words.cut(entry.line(), LINE_MAX),
              tries);
      case UNKNOWN ->
          operation.phase() instanceof Phase.Doubtful // then the card says it
              ? tries
              : Words.dots(Words.cut(entry.line(), LINE_MAX), tries);
      case FAILED -> Words.dots(Words.cut(entry.line(), LINE_MAX), tries);
      case WAITING, SKIPPED -> "";
    };
  }

  private String running(Phase.Cursor cursor, StepLog entry) {
    return switch (operation.phase()) {
      case Phase.Looking l when operation.step(cursor) instanceof Step.Act ->
          "done; must be verified by " + Words.time(l.until(), now);
      case Phase.Looking l -> "must hold by " + Words.time(l.until(), now);
      case Phase.Resting r -> "did not work, tried again at " + Words.time(r.until(), now);
      case Phase.None _,
          Phase.Drafting _,
          Phase.Weighing _,
          Phase.Confirming _,
          Phase.Approving _,
          Phase.Proving _,
          Phase.Acting _,
          Phase.Doubtful _,
          Phase.Ended _ ->
          "since " + Words.time(entry.began(), now);
    };
  }

  private String newest() {
    return current()
        .flatMap(operation::log)
        .filter(log -> state(log.cursor()) == StepState.RUNNING)
        .map(log -> Words.cut(log.line(), LINE_MAX))
        .orElse("");
  }

  /** Returns where it is, such as {@code step 1 of 2}; empty where there is one only. */
  String where() {
    return current()
        .filter(c -> operation.steps(c.lastly()).size() > 1)
        .map(c -> "step " + (c.index() + 1) + " of " + operation.steps(c.lastly()).size())
        .orElse("");
  }
}
