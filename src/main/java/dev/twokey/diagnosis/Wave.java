package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.twokey.probe.ProbeCall;
import java.time.Instant;
import java.util.Map;

/**
 * Readings that are wanted at once.
 *
 * @param calls by their keys; none means that there is nothing more to read
 * @param notBefore when to read
 * @param since only readings from then on count
 */
public record Wave(Map<String, ProbeCall> calls, Instant notBefore, Instant since) {
  public Wave {
    calls = Map.copyOf(calls);
    requireNonNull(notBefore, "notBefore");
    requireNonNull(since, "since");
  }

  /** Returns whether there is nothing to read. */
  public boolean isEmpty() {
    return calls.isEmpty();
  }
}
