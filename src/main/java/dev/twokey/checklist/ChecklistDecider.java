package dev.twokey.checklist;

import dev.twokey.checklist.ChecklistEvent.ListClosed;
import dev.twokey.checklist.ChecklistEvent.ListOpened;
import dev.twokey.checklist.ChecklistEvent.ListRead;
import dev.twokey.checklist.ChecklistEvent.ListRefused;
import dev.twokey.checklist.ChecklistEvent.TaskNotNeeded;
import dev.twokey.checklist.ChecklistEvent.TaskReopened;
import dev.twokey.checklist.ChecklistEvent.TaskSkipped;
import dev.twokey.checklist.ChecklistEvent.TaskTicked;
import dev.twokey.checklist.ChecklistEvent.WatchEnded;
import dev.twokey.checklist.ChecklistEvent.WatchResumed;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.journal.Event;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rules of a checklist. People tick, leave out and open again; Twokey ticks the next task when
 * its check is normal, and passes over what is not needed. {@link Working} holds what people do,
 * {@link Reading} what follows from readings.
 */
public final class ChecklistDecider
    implements Decider<Checklist, ChecklistInput, ChecklistEvent, Known> {
  /** How long Twokey reads for one list; scaled by the environment. */
  static final Duration WATCHED_FOR = Duration.ofHours(4);

  private static final String LOOK_ANEW = "look anew";
  private static final String READ = "read";

  /** The names of the events. */
  public static final EventFamily EVENTS = new EventFamily("checklist", types());

  private static final Family<Checklist, ChecklistInput, ChecklistEvent, Known> LOOKED_AT =
      family(() -> {
        throw new IllegalStateException("who only looks decides nothing (this is a bug)");
      });

  private ChecklistDecider() {}

  private static Map<String, Class<? extends Event>> types() {
    Map<String, Class<? extends Event>> types = new LinkedHashMap<>();
    types.put("checklist.opened.1", ListOpened.class);
    types.put("checklist.ticked.1", TaskTicked.class);
    types.put("checklist.reopened.1", TaskReopened.class);
    types.put("checklist.skipped.1", TaskSkipped.class);
    types.put("checklist.not_needed.1", TaskNotNeeded.class);
    types.put("checklist.read.1", ListRead.class);
    types.put("checklist.watch_ended.1", WatchEnded.class);
    types.put("checklist.watch_resumed.1", WatchResumed.class);
    types.put("checklist.closed.1", ListClosed.class);
    types.put("checklist.refused.1", ListRefused.class);
    return types;
  }

  /** Returns the family of checklist streams. */
  public static Family<Checklist, ChecklistInput, ChecklistEvent, Known> family(
      Supplier<Known> known) {
    return new Family<>(
        EVENTS, ChecklistInput.class, ChecklistEvent.class, new ChecklistDecider(), known);
  }

  /** Returns the stream of a checklist. */
  public static StreamId stream(String id) {
    return new StreamId("checklist", id);
  }

  /**
   * Returns the event that ticks a task whose work was done elsewhere, to be appended with the news
   * of it; empty if the task is not open any more.
   */
  public static Optional<ChecklistEvent> tick(
      Context<?> context, TaskRef ref, List<String> evidence) {
    Checklist list = context.look(LOOKED_AT, stream(ref.checklist()));
    return list.task(ref.task())
        .filter(t -> list.isOpen() && !list.isSettled(t))
        .map(t -> new TaskTicked(t.key(), Optional.empty(), evidence));
  }

  @Override
  public Checklist initial(StreamId stream) {
    return Checklist.none(stream.id());
  }

  @Override
  public Decision<ChecklistEvent> decide(
      Checklist state, ChecklistInput input, Context<Known> context) {
    return new Working(state, context).decide(input);
  }

  @Override
  public Decision<ChecklistEvent> done(Checklist state, WorkDone done, Context<Known> context) {
    if (!state.isOpen()) {
      return Decision.nothing();
    }
    Reading reading = new Reading(state, context);
    return switch (done) {
      case WorkDone.Observed observed when state.wave().isPresent() ->
          reading.after(observed.readings());
      case WorkDone.Woken _ when state.changed() -> reading.anew();
      case WorkDone.Observed _,
          WorkDone.Woken _,
          WorkDone.Drafted _,
          WorkDone.Acted _,
          WorkDone.Told _,
          WorkDone.OwnerLost _ ->
          Decision.nothing();
    };
  }

  @Override
  public Checklist evolve(Checklist state, ChecklistEvent event, Instant at) {
    return Evolution.evolve(state, event, at);
  }

  @Override
  public Set<Work> work(Checklist state) {
    if (!state.isOpen()) {
      return Set.of();
    } else if (state.changed()) {
      return Set.of(new Work.Wake(LOOK_ANEW, state.since()));
    }
    return state
        .wave()
        .map(w -> Set.<Work>of(new Work.Observe(READ, w.calls(), w.notBefore())))
        .orElse(Set.of());
  }

  @Override
  public boolean isClosed(Checklist state) {
    return !state.isOpen();
  }
}
