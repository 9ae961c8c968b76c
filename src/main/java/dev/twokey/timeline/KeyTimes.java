package dev.twokey.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key times that the record holds. What it doesn't hold is missing, never filled in.
 *
 * @param reached by milestone
 */
public record KeyTimes(Map<Milestone, KeyTime> reached) {
  public KeyTimes {
    Map<Milestone, KeyTime> copy = new EnumMap<>(Milestone.class);
    copy.putAll(reached);
    reached = java.util.Collections.unmodifiableMap(copy);
  }

  /** Returns a key time; empty if the record doesn't hold it. */
  public Optional<KeyTime> of(Milestone milestone) {
    return Optional.ofNullable(reached.get(milestone));
  }

  /** Returns the measures of the incident, each with a value or with what is missing for it. */
  public List<Measure> measures() {
    return List.of(
        measure("TTD", "time to detect", Milestone.FAULT_STARTED, Milestone.DETECTED),
        measure("TTA", "time to acknowledge", Milestone.DETECTED, Milestone.ACKNOWLEDGED),
        measure("TTM", "time to mitigate", Milestone.DETECTED, Milestone.MITIGATED),
        measure("TTR", "time to resolve", Milestone.FAULT_STARTED, Milestone.RESOLVED));
  }

  private Measure measure(String name, String says, Milestone from, Milestone to) {
    String definition = says + ": from " + from.says() + " to " + to.says();
    Optional<Instant> start = of(from).map(KeyTime::at);
    Optional<Instant> end = of(to).map(KeyTime::at);
    if (start.isEmpty() || end.isEmpty()) {
      Milestone missing = start.isEmpty() ? from : to;
      return new Measure(name, definition, Optional.empty(), missing.missing());
    } else if (end.get().isBefore(start.get())) {
      String why = to.says() + " is before " + from.says() + " in the record";
      return new Measure(name, definition, Optional.empty(), why);
    }
    return new Measure(name, definition, Optional.of(Duration.between(start.get(), end.get())), "");
  }

  /** Returns what can't be right about the times, for people to mend. */
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    of(Milestone.FAULT_STARTED)
        .ifPresent(start -> {
          for (KeyTime time : reached.values()) {
            if (time.at().isBefore(start.at())) {
              found.add(
                  "%s (%s) is before %s (%s, %s)"
                      .formatted(
                          time.milestone().says(),
                          time.at(),
                          start.milestone().says(),
                          start.at(),
                          start.how()));
            }
          }
        });
    return found;
  }
}
