package dev.twokey.action;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.twokey.probe.Values;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One change to one system.
 *
 * @param action the kind, such as {@code workload.restart}
 * @param environment whose inventory the arguments name
 * @param with arguments; those that name a thing are names of the inventory
 * @param timeout after which the outcome is unknown
 */
public record ActionCall(
    String action,
    String environment,
    @JsonSerialize(using = Values.Writer.class) @JsonDeserialize(using = Values.Reader.class)
        Map<String, Object> with,
    Duration timeout) {
  public ActionCall {
    requireNonNull(action, "action");
    requireNonNull(environment, "environment");
    requireNonNull(timeout, "timeout");
    with = java.util.Collections.unmodifiableMap(new TreeMap<>(with));
  }

  /** Returns a text argument. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(with.get(name)).map(Object::toString);
  }
}
