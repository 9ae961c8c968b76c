package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.twokey.probe.Reading;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One reading of one check.
 *
 * @param check its id in the whole folder, such as {@code rabbitmq_down.queues}
 * @param item the name of the item; empty if the check is read once
 * @param at when it was read
 */
public record Sample(String check, String item, Instant at, Reading reading) {
  public Sample {
    requireNonNull(check, "check");
    requireNonNull(item, "item");
    requireNonNull(at, "at");
    requireNonNull(reading, "reading");
  }

  /** Returns the reading that a call with this key brought. */
  private static Sample of(String key, Reading reading) {
    int bar = key.indexOf('|');
    return new Sample(key.substring(0, bar), key.substring(bar + 1), reading.at(), reading);
  }

  /** Returns what a reading of this check and item is called among all. */
  public static String key(String check, String item) {
    return check + "|" + item;
  }

  /** Returns readings under the keys that {@link #key(String, String)} made, ordered by key. */
  public static List<Sample> of(Map<String, Reading> readings) {
    return readings.entrySet().stream()
        .map(e -> of(e.getKey(), e.getValue()))
        .sorted(Comparator.comparing(Sample::key))
        .toList();
  }

  /** Returns its key. */
  public String key() {
    return key(check, item);
  }
}
