package dev.twokey.timeline;

import dev.twokey.diagnosis.Findings.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Notes when milestones were reached, as events go by. A faulty diagnosis takes back that the
 * incident was mitigated or resolved.
 */
final class Clockwork {
  private final Map<Milestone, KeyTime> reached = new EnumMap<>(Milestone.class);
  private final TreeSet<String> faulty = new TreeSet<>();

  KeyTimes times() {
    return new KeyTimes(reached);
  }

  /** Notes the first time; later ones don't count. */
  void first(Milestone milestone, Instant at, long position, String how) {
    reached.putIfAbsent(milestone, new KeyTime(milestone, at, position, how));
  }

  /** Notes the newest time. */
  void last(Milestone milestone, Instant at, long position, String how) {
    reached.put(milestone, new KeyTime(milestone, at, position, how));
  }

  void opened(boolean automatic, String by, Instant at, long position) {
    if (!automatic) {
      first(Milestone.DETECTED, at, position, "declared by " + by);
    }
  }

  void dated(String by, Instant started, long position) {
    last(Milestone.FAULT_STARTED, started, position, "the word of " + by + ", not a measurement");
  }

  void diagnosed(String subject, Verdict verdict, Instant at, long position) {
    switch (verdict) {
      case FAULTY -> {
        first(
            Milestone.DETECTED,
            at,
            position,
            "the first diagnosis of " + subject + " that named a cause");
        faulty.add(subject);
        reached.remove(Milestone.MITIGATED);
        reached.remove(Milestone.RESOLVED);
      }
      case HEALTHY -> {
        if (faulty.remove(subject) && faulty.isEmpty()) {
          last(Milestone.RESOLVED, at, position, "diagnosed as healthy: " + subject);
        }
      }
      case CANNOT_TELL -> {}
    }
  }

  void changeBegan(String title, Instant at, long position) {
    first(Milestone.FIRST_CHANGE, at, position, "first step of: " + title);
  }

  /** A change before anybody knew of a fault, or after its end, mitigated nothing. */
  void changeSucceeded(String title, Instant at, long position) {
    if (reached.containsKey(Milestone.DETECTED) && !reached.containsKey(Milestone.RESOLVED)) {
      last(Milestone.MITIGATED, at, position, "ended as succeeded: " + title);
    }
  }
}
