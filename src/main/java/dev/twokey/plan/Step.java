package dev.twokey.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.twokey.action.ActionCall;
import java.time.Duration;

/** One step of a plan. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Step.Act.class, name = "act"),
  @JsonSubTypes.Type(value = Step.Look.class, name = "look")
})
public sealed interface Step {
  /** Returns its name in the plan. */
  String id();

  /** Returns what it does, for people. */
  String title();

  /**
   * Change something, then show that it worked.
   *
   * @param call what is done
   * @param verify how it is shown
   */
  record Act(String id, String title, ActionCall call, Verification verify) implements Step {
    public Act {
      requireNonNull(id, "id");
      requireNonNull(title, "title");
      requireNonNull(call, "call");
      requireNonNull(verify, "verify");
    }
  }

  /**
   * Wait until a condition holds, and note the time.
   *
   * @param until what must hold
   * @param atMost how long
   * @param required whether the operation fails if it does not come to hold; a drill goes on and counts it as a finding
   */
  record Look(String id, String title, Clause until, Duration atMost, boolean required) implements Step {
    public Look {
      requireNonNull(id, "id");
      requireNonNull(title, "title");
      requireNonNull(until, "until");
      requireNonNull(atMost, "atMost");
    }
  }
}
