package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.twokey.probe.Reading;
import java.time.Instant;

/**
 * One reading of one check.
 *
 * @param check {@code runbook.check}
 * @param item the item's name where the check is done for each of several; else empty
 * @param at when
 * @param reading what was found
 */
public record Sample(String check, String item, Instant at, Reading reading) {
  public Sample {
    requireNonNull(check, "check");
    requireNonNull(item, "item");
    requireNonNull(at, "at");
    requireNonNull(reading, "reading");
  }
}
