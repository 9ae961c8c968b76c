package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How long users were hurt, and whether that is long enough for a postmortem.
 *
 * @param length from the start of the fault, or from its detection, to its end
 * @param atLeast whether it began earlier than the record knows, or is not over
 * @param basis which times the length was taken from, or why there is none
 * @param postmortem whether one is due
 */
public record Outage(Optional<Duration> length, boolean atLeast, String basis, Due postmortem) {
  /** Whether a postmortem is due. */
  public enum Due {
    DUE,
    NOT_DUE,
    CANNOT_TELL,
    /** No runbook says after which outage one is due. */
    NO_RULE;

    /** Returns the word for exports and people. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Outage {
    requireNonNull(length, "length");
    requireNonNull(basis, "basis");
    requireNonNull(postmortem, "postmortem");
  }

  /**
   * Measures.
   *
   * @param asOf the end where it is not over
   * @param postmortemAfter the runbook's limit
   */
  static Outage of(KeyTimes times, Instant asOf, Optional<Duration> postmortemAfter) {
    Optional<KeyTime> began =
        times.of(Milestone.FAULT_STARTED).or(() -> times.of(Milestone.DETECTED));
    if (began.isEmpty()) {
      return none(
          Milestone.FAULT_STARTED.missing() + ", " + Milestone.DETECTED.missing(), postmortemAfter);
    }
    Optional<KeyTime> over =
        times
            .of(Milestone.RESOLVED)
            .or(() -> times.of(Milestone.MITIGATED))
            .or(() -> times.of(Milestone.CLOSED));
    Instant end = over.map(KeyTime::at).orElse(asOf);
    String basis =
        "from "
            + began.get().milestone().says()
            + " to "
            + over.map(o -> o.milestone().says()).orElse("the newest record, it is not over");
    if (end.isBefore(began.get().at())) {
      return none("the times contradict each other: " + basis, postmortemAfter);
    }
    Duration length = Duration.between(began.get().at(), end);
    boolean atLeast = began.get().milestone() != Milestone.FAULT_STARTED || over.isEmpty();
    return new Outage(Optional.of(length), atLeast, basis, due(length, atLeast, postmortemAfter));
  }

  private static Outage none(String why, Optional<Duration> postmortemAfter) {
    Due due = postmortemAfter.isPresent() ? Due.CANNOT_TELL : Due.NO_RULE;
    return new Outage(Optional.empty(), false, why, due);
  }

  private static Due due(Duration length, boolean atLeast, Optional<Duration> postmortemAfter) {
    if (postmortemAfter.isEmpty()) {
      return Due.NO_RULE;
    } else if (length.compareTo(postmortemAfter.get()) >= 0) {
      return Due.DUE;
    }
    return atLeast ? Due.CANNOT_TELL : Due.NOT_DUE;
  }

  /** Returns the length with its basis, or {@code n/a} with the reason. */
  public String text() {
    return length
        .map(l -> (atLeast ? "at least " : "") + Words.span(l) + " (" + basis + ")")
        .orElse("n/a (" + basis + ")");
  }
}
