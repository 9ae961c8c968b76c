package dev.twokey.runbook;

import static java.util.Objects.requireNonNull;

import dev.twokey.condition.Expression;
import dev.twokey.condition.Shape;
import dev.twokey.condition.Template;
import java.time.Duration;
import java.util.Optional;

/**
 * A question that a runbook asks. All durations are as written; an environment's time scale comes
 * on top.
 *
 * @param says the line for people; sees {@code it} and {@code each}
 * @param probe the kind of probe
 * @param with its arguments
 * @param from where it is asked; without {@code each} a workload, host or node, which is then asked
 *     in each of its instances
 * @param each one reading per item
 * @param expect what is normal; without it the check is a plain reading
 * @param when read only if this holds
 * @param every how often it is sampled
 * @param held {@code for}: how long it must be normal
 * @param over how far back {@code it.was} lies
 * @param timeout of one reading; not scaled
 * @param fresh how long a reading counts
 * @param shape what conditions see under its name
 */
public record Check(
    String id,
    Origin origin,
    Optional<Template> says,
    String probe,
    With with,
    Optional<Template> from,
    Optional<Expression> each,
    Optional<Expression> expect,
    Optional<Expression> when,
    Duration every,
    Duration held,
    Optional<Duration> over,
    Duration timeout,
    Duration fresh,
    Shape.Fields shape)
    implements Block {
  public Check {
    requireNonNull(id, "id");
    requireNonNull(origin, "origin");
    requireNonNull(says, "says");
    requireNonNull(probe, "probe");
    requireNonNull(with, "with");
    requireNonNull(from, "from");
    requireNonNull(each, "each");
    requireNonNull(expect, "expect");
    requireNonNull(when, "when");
    requireNonNull(every, "every");
    requireNonNull(held, "held");
    requireNonNull(over, "over");
    requireNonNull(timeout, "timeout");
    requireNonNull(fresh, "fresh");
    requireNonNull(shape, "shape");
  }

  /** Returns whether it is read once per item. */
  public boolean many() {
    return each.isPresent() || from.isPresent();
  }

  /** Returns how long its readings are looked back at: its windows, and how long one counts. */
  public Duration memory() {
    Duration window = held.plus(over.orElse(Duration.ZERO));
    return window.compareTo(fresh) > 0 ? window : fresh;
  }
}
