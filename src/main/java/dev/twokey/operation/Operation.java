package dev.twokey.operation;

import dev.twokey.approval.DenialEvent.Denied;
import dev.twokey.approval.Review;
import dev.twokey.checklist.TaskRef;
import dev.twokey.diagnosis.Sample;
import dev.twokey.diagnosis.Samples;
import dev.twokey.guard.Judgement;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Plan;
import dev.twokey.plan.PlanHash;
import dev.twokey.plan.Step;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of one operation.
 *
 * @param id of its stream
 * @param asked what was asked for, and when
 * @param planned what exactly would be done
 * @param judgements the newest of the guards
 * @param reviews all, in order
 * @param authority why it may run
 * @param samples the newest readings, at most {@link #SAMPLES_MAX}
 * @param seen since when causes hold that must hold for a while
 * @param log one entry a step that began
 * @param causes when each cause was seen to hold first, in a drill
 * @param afterUndo what it ends with when the undo is done
 * @param abort who wants it stopped
 * @param summons who was called to sign
 * @param phase how far it is
 */
public record Operation(
    String id,
    Optional<Asked> asked,
    Optional<Planned> planned,
    List<Judgement> judgements,
    List<Review> reviews,
    Optional<Authority> authority,
    List<Sample> samples,
    Map<String, Samples.Seen> seen,
    List<StepLog> log,
    Map<String, Instant> causes,
    Optional<AfterUndo> afterUndo,
    Optional<Abort> abort,
    Summons summons,
    Phase phase) {
  /** How many samples are kept. */
  public static final int SAMPLES_MAX = 1_000;

  /**
   * A request with its time, the incident it belongs to, and the task of a checklist that it is
   * for.
   */
  public record Asked(
      Request request, Optional<String> incident, Optional<TaskRef> task, Instant at) {}

  /**
   * A plan with the hash that people sign, and when it was made.
   *
   * @param earlier who denied the same lately, oldest first
   */
  public record Planned(Plan plan, PlanHash hash, Instant at, List<Denied> earlier) {
    public Planned {
      earlier = List.copyOf(earlier);
    }
  }

  /** What an operation ends with when its undo is done. */
  public record AfterUndo(Ending ending, Optional<Problem> why, Instant since) {}

  /** A wish to stop. */
  public record Abort(PersonId by, String reason, Instant at) {}

  public Operation {
    judgements = List.copyOf(judgements);
    reviews = List.copyOf(reviews);
    samples = List.copyOf(samples);
    seen = Map.copyOf(seen);
    log = List.copyOf(log);
    causes = java.util.Collections.unmodifiableMap(new TreeMap<>(causes));
  }

  static Operation none(String id) {
    return new Operation(
        id,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Map.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Summons.NONE,
        new Phase.None());
  }

  /** Returns the request; there is one in every phase but the first. */
  public Request request() {
    return asked
        .orElseThrow(() -> new IllegalStateException(id + " was not asked for (this is a bug)"))
        .request();
  }

  /** Returns the plan; there is one from the first judgement on. */
  public Plan plan() {
    return planned
        .orElseThrow(() -> new IllegalStateException(id + " has no plan (this is a bug)"))
        .plan();
  }

  /** Returns the plan's hash. */
  public PlanHash hash() {
    return planned
        .orElseThrow(() -> new IllegalStateException(id + " has no plan (this is a bug)"))
        .hash();
  }

  /** Returns who denied the same in the last 24 hours, oldest first. */
  public List<Review> earlierDenials() {
    return planned.stream().flatMap(p -> p.earlier().stream()).map(Denied::review).toList();
  }

  /** Returns a step of the plan. */
  public Step step(Phase.Cursor cursor) {
    return steps(cursor.lastly()).get(cursor.index());
  }

  /** Returns the steps, or those of the undo. */
  public List<Step> steps(boolean lastly) {
    return lastly ? plan().draft().lastly() : plan().draft().steps();
  }

  /** Returns what became of a step; empty if it did not begin. */
  public Optional<StepLog> log(Phase.Cursor cursor) {
    return log.stream().filter(l -> l.cursor().equals(cursor)).findFirst();
  }

  /** Returns whether any change was begun. */
  public boolean changed() {
    return log.stream().anyMatch(l -> l.tries() > 0);
  }

  /** Returns whether it is a drill. */
  public boolean isDrill() {
    return asked.flatMap(a -> a.request().draft().drill()).isPresent();
  }

  /** Returns whether it is over. */
  public boolean isEnded() {
    return phase instanceof Phase.Ended;
  }

  /** Returns whether changes of it may be under way or unproven, so that its locks are held. */
  public boolean isRunning() {
    return phase instanceof Phase.Acting
        || phase instanceof Phase.Looking
        || phase instanceof Phase.Resting
        || phase instanceof Phase.Doubtful;
  }
}
