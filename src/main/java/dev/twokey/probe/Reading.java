package dev.twokey.probe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.Map;

/** What a probe found. A system that can't be asked is a value, not an exception. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Reading.Observed.class, name = "observed"),
  @JsonSubTypes.Type(value = Reading.Unreadable.class, name = "unreadable")
})
public sealed interface Reading {
  /** Returns when it was read. */
  Instant at();

  /**
   * It answered.
   *
   * @param values as the probe's {@link ProbeKind#reading} declares; a field that could not be read
   *     is left out
   */
  record Observed(
      Instant at,
      @JsonSerialize(using = Values.Writer.class) @JsonDeserialize(using = Values.Reader.class)
          Map<String, Object> values)
      implements Reading {
    public Observed {
      values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
    }
  }

  /** It could not be read, so nothing is known from it. */
  record Unreadable(Instant at, Problem why) implements Reading {}
}
