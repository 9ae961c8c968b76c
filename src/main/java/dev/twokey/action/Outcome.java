package dev.twokey.action;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.twokey.problem.Problem;

/** What became of a change. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outcome.Succeeded.class, name = "succeeded"),
  @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Outcome.Unknown.class, name = "unknown")
})
public sealed interface Outcome {
  /** The system said that it was done. Verification follows all the same. */
  record Succeeded(String evidence) implements Outcome {}

  /** The system or the connector refused; nothing changed. */
  record Refused(Problem why) implements Outcome {}

  /** It was tried and did not work; something may have changed. */
  record Failed(Problem why) implements Outcome {}

  /** It was sent and no answer came. Never repeated on its own (I3). */
  record Unknown(Problem why) implements Outcome {}
}
