package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import dev.twokey.plan.PlanHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One row of a timeline. All text is plain and may hold what people typed: whoever renders it
 * neutralises markup.
 *
 * @param position of the record in the journal that says it
 * @param stream of the record, such as {@code operation/4f2c1}
 * @param at when it was recorded
 * @param environment where it happened; empty where it belongs to none
 * @param actor the person's id, or {@code twokey}
 * @param kind what it is about
 * @param what what happened, in one line
 * @param evidence what shows it, one fact a line
 * @param plan the plan that it is about
 * @param marks what sets it apart
 */
public record Entry(
    long position,
    String stream,
    Instant at,
    String environment,
    String actor,
    Kind kind,
    String what,
    List<String> evidence,
    Optional<PlanHash> plan,
    Set<Mark> marks) {
  public Entry {
    requireNonNull(stream, "stream");
    requireNonNull(at, "at");
    requireNonNull(environment, "environment");
    requireNonNull(actor, "actor");
    requireNonNull(kind, "kind");
    requireNonNull(what, "what");
    evidence = List.copyOf(evidence);
    requireNonNull(plan, "plan");
    marks = Set.copyOf(marks);
  }

  /** Returns whether it is an attempt that came to nothing. */
  public boolean refused() {
    return marks.contains(Mark.REFUSED);
  }

  /** Returns whether it belongs to a drill. */
  public boolean drill() {
    return marks.contains(Mark.DRILL);
  }

  /** Returns whether it happened in a demo. */
  public boolean demo() {
    return marks.contains(Mark.DEMO);
  }

  /** Returns whether people must look at it afterwards. */
  public boolean review() {
    return marks.contains(Mark.REVIEW);
  }
}
