package dev.twokey.chatops;

import dev.twokey.diagnosis.Sample;
import dev.twokey.operation.Operation;
import dev.twokey.probe.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The readings that an operation rests on. */
final class EvidenceParts {
  private EvidenceParts() {}

  /**
   * Returns when the readings were made, and how many could not be; a card stands for minutes, so
   * it says the time and not the age.
   */
  static String age(Operation operation, Instant now) {
    List<Sample> newest = newest(operation);
    if (newest.isEmpty()) {
      return operation
          .planned()
          .map(p -> "targets looked at " + Words.time(p.at(), now))
          .orElse("");
    }
    Instant oldest = newest.stream().map(Sample::at).min(Instant::compareTo).orElseThrow();
    long unread = newest.stream().filter(s -> s.reading() instanceof Reading.Unreadable).count();
    return Words.count(newest.size(), "reading")
        + ", the oldest of "
        + Words.time(oldest, now)
        + (unread == 0 ? "" : "; " + unread + " could not be read");
  }

  private static List<Sample> newest(Operation operation) {
    Map<String, Sample> byKey = new LinkedHashMap<>();
    operation
        .samples()
        .forEach(s ->
            byKey.merge(s.check() + "|" + s.item(), s, (a, b) -> b.at().isBefore(a.at()) ? a : b));
    return List.copyOf(byKey.values());
  }
}
