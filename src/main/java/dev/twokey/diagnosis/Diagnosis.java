package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of one diagnosis.
 *
 * @param id of its stream
 * @param question what was asked; empty before it was
 * @param incident the one it belongs to
 * @param asked when
 * @param samples the readings that windows still reach, and the last of each
 * @param waves how often was read
 * @param took how long each reading took last
 * @param findings the newest answer
 * @param wave what is being read; empty if nothing is
 * @param refused why it could not be asked
 */
public record Diagnosis(
    String id,
    Optional<DiagnosisEvent.Question> question,
    Optional<String> incident,
    Instant asked,
    Samples samples,
    int waves,
    Map<String, Duration> took,
    Optional<Findings> findings,
    Optional<Wave> wave,
    Optional<Problem> refused) {
  public Diagnosis {
    requireNonNull(samples, "samples");
    took = java.util.Collections.unmodifiableMap(new TreeMap<>(took));
  }

  static Diagnosis none(String id) {
    return new Diagnosis(
        id,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        Samples.NONE,
        0,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns whether the first answer is there. */
  public boolean isAnswered() {
    return findings.isPresent() || refused.isPresent();
  }
}
