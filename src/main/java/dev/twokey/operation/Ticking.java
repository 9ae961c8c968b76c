package dev.twokey.operation;

import dev.twokey.checklist.ChecklistDecider;
import dev.twokey.checklist.TaskRef;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Ticks the task of a checklist for which an operation was asked, in the append that ends it. */
final class Ticking {
  private Ticking() {}

  /** Returns a decision with the tick, if it says that the operation succeeded. */
  static Decision<OperationEvent> with(
      Decision<OperationEvent> decision, Operation state, Context<Known> context) {
    Optional<TaskRef> task = state.asked().flatMap(Operation.Asked::task);
    boolean done =
        decision.events().stream()
            .anyMatch(
                e -> e instanceof OperationEvent.Ended ended && ended.ending() == Ending.SUCCEEDED);
    if (task.isEmpty() || !done) {
      return decision;
    }
    return ChecklistDecider.tick(context, task.get(), evidence(decision.events(), state))
        .map(tick -> decision.and(ChecklistDecider.stream(task.get().checklist()), tick))
        .orElse(decision);
  }

  private static List<String> evidence(List<OperationEvent> events, Operation state) {
    String first =
        "operation " + state.id() + " was done, asked for by " + state.request().by().id();
    Stream<String> seen =
        events.stream()
            .filter(OperationEvent.LookEnded.class::isInstance)
            .map(e -> ((OperationEvent.LookEnded) e).line());
    return Stream.concat(Stream.of(first), seen).filter(line -> !line.isBlank()).toList();
  }
}
