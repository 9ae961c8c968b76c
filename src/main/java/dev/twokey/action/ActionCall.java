package dev.twokey.action;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param raised the risk that a command or a runbook asks for; it may only raise the kind's own
 */
public record ActionCall(
    String action,
    String environment,
    @JsonSerialize(using = Values.Writer.class) @JsonDeserialize(using = Values.Reader.class)
        Map<String, Object> with,
    Duration timeout,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Risk> raised) {
  public ActionCall {
    requireNonNull(action, "action");
    requireNonNull(environment, "environment");
    requireNonNull(timeout, "timeout");
    requireNonNull(raised, "raised");
    with = java.util.Collections.unmodifiableMap(new TreeMap<>(with));
  }

  /** Makes a call at its kind's own risk. */
  public ActionCall(String action, String environment, Map<String, Object> with, Duration timeout) {
    this(action, environment, with, timeout, Optional.empty());
  }

  /**
   * Returns the same call at this risk, if it is higher than the kind's own.
   *
   * @param floor the kind's own
   */
  public ActionCall raisedTo(Risk risk, Risk floor) {
    Optional<Risk> higher = risk.compareTo(floor) > 0 ? Optional.of(risk) : Optional.empty();
    return new ActionCall(action, environment, with, timeout, higher);
  }

  /** Returns the effective risk: the floor of the kind in Java, or what files raised it to. */
  public Risk risk(Risk floor) {
    return raised.map(floor::orHigher).orElse(floor);
  }

  /** Returns a text argument. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(with.get(name)).map(Object::toString);
  }
}
