package dev.twokey.plan;

import static java.util.Objects.requireNonNull;

import dev.twokey.condition.Truth;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a field of one reading must come to be, where no runbook has a condition for it.
 *
 * @param call what is read
 * @param field its name; {@code list.field} means that field of every item of a list that must not be empty
 * @param test how it is compared
 * @param value with what; empty for {@link Test#SINCE_STEP}
 * @param says what that means, for people
 */
public record Expectation(ProbeCall call, String field, Test test, String value, String says) {
  /** How a field is compared. */
  public enum Test {
    /** Its text is the value. */
    EQUALS,
    /** The number is not smaller than the value. */
    AT_LEAST,
    /** The time is not before the step began. */
    SINCE_STEP
  }

  public Expectation {
    requireNonNull(call, "call");
    requireNonNull(field, "field");
    requireNonNull(test, "test");
    requireNonNull(value, "value");
    requireNonNull(says, "says");
  }

  /** Returns whether a reading meets it. */
  public Truth judge(Reading reading, Instant stepBegan) {
    return switch (reading) {
      case Reading.Unreadable(_, var why) -> Truth.unknown(why.what());
      case Reading.Observed(_, var values) -> judge(values, field, stepBegan);
    };
  }

  private Truth judge(Map<?, ?> values, String path, Instant stepBegan) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      Object found = values.get(path);
      return found == null ? Truth.unknown(path + " was not read") : Truth.of(meets(found, stepBegan));
    }
    if (!(values.get(path.substring(0, dot)) instanceof List<?> items)) {
      return Truth.unknown(path.substring(0, dot) + " was not read");
    }
    Truth all = Truth.of(!items.isEmpty());
    for (Object item : items) {
      all = all.and(item instanceof Map<?, ?> map ? judge(map, path.substring(dot + 1), stepBegan) : Truth.unknown(path));
    }
    return all;
  }

  private boolean meets(Object found, Instant stepBegan) {
    return switch (test) {
      case EQUALS -> found.toString().equals(value);
      case AT_LEAST -> found instanceof Number n && n.doubleValue() >= Double.parseDouble(value);
      case SINCE_STEP -> found instanceof Instant t && !t.isBefore(stepBegan);
    };
  }
}
