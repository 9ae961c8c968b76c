package dev.twokey.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a drill is graded by.
 *
 * @param runbook whose drill
 * @param drill its id
 * @param alias short name in chat; empty if it has none
 * @param cause the truth: which cause must be named
 * @param detectedWithin how soon a cause must hold
 * @param recoveredWithin how soon after the undo the steady state must hold
 * @param recoveredBy {@code undo}, {@code itself}, or the action that people must find
 * @param lasts the target's own timer undoes the fault after this, even if Twokey is gone
 * @param says what it does, for people
 */
public record DrillFacts(
    String runbook,
    String drill,
    String alias,
    String cause,
    Duration detectedWithin,
    Duration recoveredWithin,
    String recoveredBy,
    Duration lasts,
    String says) {
  public DrillFacts {
    requireNonNull(runbook, "runbook");
    requireNonNull(drill, "drill");
    requireNonNull(alias, "alias");
    requireNonNull(cause, "cause");
    requireNonNull(detectedWithin, "detectedWithin");
    requireNonNull(recoveredWithin, "recoveredWithin");
    requireNonNull(recoveredBy, "recoveredBy");
    requireNonNull(lasts, "lasts");
    requireNonNull(says, "says");
  }
}
