package dev.twokey.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;

/** How it is shown that a step had its effect. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verification.None.class, name = "none"),
  @JsonSubTypes.Type(value = Verification.Holds.class, name = "holds"),
  @JsonSubTypes.Type(value = Verification.Meets.class, name = "meets")
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
  record Holds(Clause clause, Duration within) implements Verification {
    public Holds {
      requireNonNull(clause, "clause");
      requireNonNull(within, "within");
    }
  }

  /** Readings must come to meet expectations, all of them. */
  record Meets(List<Expectation> expectations, Duration within) implements Verification {
    public Meets {
      expectations = List.copyOf(expectations);
      requireNonNull(within, "within");
      if (expectations.isEmpty()) {
        throw new IllegalArgumentException("a verification expects something");
      }
    }
  }
}
