package dev.twokey.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.twokey.probe.ProbeCall;
import java.time.Duration;

/** How it is shown that a step had its effect. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verification.None.class, name = "none"),
  @JsonSubTypes.Type(value = Verification.Holds.class, name = "holds"),
  @JsonSubTypes.Type(value = Verification.Expects.class, name = "expects")
})
public sealed interface Verification {
  /** Returns how long it is asked. */
  Duration within();

  /** The file says {@code verify: none}: the action's own answer has to do. */
  record None() implements Verification {
    @Override
    public Duration within() {
      return Duration.ZERO;
    }
  }

  /** A condition of a runbook must come to hold. */
  record Holds(Clause clause, Duration within) implements Verification {}

  /**
   * A field of one reading must come to have a value, written as text.
   *
   * @param says what that means, for people
   */
  record Expects(ProbeCall call, String field, String value, String says, Duration within)
      implements Verification {}
}
