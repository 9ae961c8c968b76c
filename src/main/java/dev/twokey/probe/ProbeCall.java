package dev.twokey.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One question to one system.
 *
 * @param probe the kind, such as {@code rabbitmq.nodes}
 * @param environment whose inventory the arguments name
 * @param from the instance, host or node from whose place it is asked; empty is Twokey itself
 * @param with arguments; those that name a thing are names of the inventory, never addresses
 * @param timeout of this reading
 */
public record ProbeCall(
    String probe,
    String environment,
    Optional<String> from,
    Map<String, Object> with,
    Duration timeout) {
  public ProbeCall {
    requireNonNull(probe, "probe");
    requireNonNull(environment, "environment");
    requireNonNull(from, "from");
    requireNonNull(timeout, "timeout");
    with = java.util.Collections.unmodifiableMap(new TreeMap<>(with));
  }

  /** Returns a text argument. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(with.get(name)).map(Object::toString);
  }
}
