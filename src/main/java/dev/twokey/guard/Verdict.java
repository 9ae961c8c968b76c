package dev.twokey.guard;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.twokey.approval.Rule;
import dev.twokey.problem.Problem;

/** What one guard says of a plan. Nothing to allow it means denied. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verdict.Allow.class, name = "allow"),
  @JsonSubTypes.Type(value = Verdict.Deny.class, name = "deny"),
  @JsonSubTypes.Type(value = Verdict.NeedsApproval.class, name = "needs_approval"),
  @JsonSubTypes.Type(value = Verdict.NeedsConfirmation.class, name = "needs_confirmation"),
  @JsonSubTypes.Type(value = Verdict.NotAsked.class, name = "not_asked")
})
public sealed interface Verdict {
  /** It may go on. {@code says} is the evidence in a few words. */
  record Allow(String says) implements Verdict {}

  /** It may not. */
  record Deny(Problem why) implements Verdict {}

  /** Others must sign. */
  record NeedsApproval(Rule rule) implements Verdict {}

  /** The person must say so again; {@code phrase} must be typed, or is empty for a press. {@code says} tells why. */
  record NeedsConfirmation(String phrase, String says) implements Verdict {}

  /** The policy does not ask for this guard; shown, so that a thin policy is visible. */
  record NotAsked() implements Verdict {}
}
