package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.twokey.incident.Incident;
import dev.twokey.inventory.Environment;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What conditions are judged on beside the readings.
 *
 * @param environment where it is asked
 * @param parameters of runbooks, by name: text, long, double, flag, time or duration; what is left
 *     out is unknown
 * @param started when the fault began; empty if no incident is open
 * @param ended when it ended
 * @param done what actions have done in this incident, by their ids
 */
public record Situation(
    Environment environment,
    Map<String, Object> parameters,
    Optional<Instant> started,
    Optional<Instant> ended,
    Map<String, Done> done) {
  /**
   * What an action has done.
   *
   * @param at when it was verified last
   * @param items those that are done, as they were when it was done; empty without {@code each}
   */
  public record Done(Instant at, List<Item> items) {
    public Done {
      requireNonNull(at, "at");
      items = List.copyOf(items);
    }
  }

  public Situation {
    requireNonNull(environment, "environment");
    requireNonNull(started, "started");
    requireNonNull(ended, "ended");
    parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    done = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(done));
  }

  /** Returns the situation in an incident. */
  public static Situation during(Environment environment, Incident incident) {
    return switch (incident) {
      case Incident.None _ -> of(environment);
      case Incident.Open open ->
          new Situation(
              environment, Map.of(), Optional.of(open.faultStarted()), Optional.empty(), Map.of());
      case Incident.Closed(var was, var at, _) ->
          new Situation(
              environment, Map.of(), Optional.of(was.faultStarted()), Optional.of(at), Map.of());
    };
  }

  /** Returns the situation without parameters and without an incident. */
  public static Situation of(Environment environment) {
    return new Situation(environment, Map.of(), Optional.empty(), Optional.empty(), Map.of());
  }
}
