package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import dev.twokey.journal.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The record of one incident, made from the journal alone: the same events give the same timeline.
 *
 * @param facts of the incident as a whole
 * @param entries oldest first
 * @param times the key times that the record holds
 * @param signings one for each operation, in the order in which they were asked for
 * @param drills that got their authority, in the order in which they were asked for
 * @param causes that diagnoses named, in the order in which they were found
 * @param impacts that diagnoses named, the newest word on each subsystem
 * @param counts how many records it was made from
 * @param asOf the time of the newest event that was looked at
 */
public record Timeline(
    Facts facts,
    List<Entry> entries,
    KeyTimes times,
    List<Signing> signings,
    List<DrillRun> drills,
    List<NamedCause> causes,
    List<Impact> impacts,
    Counts counts,
    Instant asOf) {
  /**
   * How many records there are.
   *
   * @param records that belong to the incident
   * @param folded those without an entry of their own: readings, and waits that an entry sums up
   * @param unplaced erased first records of streams, of which nobody can tell any more whether they
   *     belong here; counted while the incident was open
   */
  public record Counts(long records, long folded, long unplaced) {}

  public Timeline {
    requireNonNull(facts, "facts");
    entries = List.copyOf(entries);
    requireNonNull(times, "times");
    signings = List.copyOf(signings);
    drills = List.copyOf(drills);
    causes = List.copyOf(causes);
    impacts = List.copyOf(impacts);
    requireNonNull(counts, "counts");
    requireNonNull(asOf, "asOf");
  }

  /**
   * Returns the timeline of an incident; empty if the events don't hold it. To it belong all events
   * of its stream and of the channels bound to it, of the operations and diagnoses that name it and
   * of their locks, and what was halted in its environment while it was open.
   *
   * @param events of the whole journal, oldest first; gone through once
   * @param others gives text to families that the timeline does not know
   */
  public static Optional<Timeline> of(
      String incident, Iterable<Recorded> events, OtherEvents others) {
    TimelineReader reader = new TimelineReader(incident, others);
    events.forEach(reader::read);
    return reader.timeline();
  }

  /** Returns the entries of attempts that came to nothing. */
  public List<Entry> refused() {
    return entries.stream().filter(Entry::refused).toList();
  }
}
