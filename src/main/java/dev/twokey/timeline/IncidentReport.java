package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * All that an export is written from.
 *
 * @param timeline what happened
 * @param provenance what it can be held against
 * @param postmortemAfter the outage after which the runbook wants a postmortem
 */
public record IncidentReport(
    Timeline timeline, Provenance provenance, Optional<Duration> postmortemAfter) {
  public IncidentReport {
    requireNonNull(timeline, "timeline");
    requireNonNull(provenance, "provenance");
    requireNonNull(postmortemAfter, "postmortemAfter");
  }

  /** Returns how long users were hurt. */
  public Outage outage() {
    return Outage.of(timeline.times(), timeline.asOf(), postmortemAfter);
  }
}
