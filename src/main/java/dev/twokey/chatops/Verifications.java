package dev.twokey.chatops;

import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.plan.Expectation;
import dev.twokey.plan.Verification;
import dev.twokey.probe.ProbeCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The verifications that a command file can name. */
final class Verifications {
  /** Their names. */
  static final List<String> NAMES = List.of("none", "workload.healthy");

  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final Duration READ_WITHIN = Duration.ofSeconds(5);

  private Verifications() {}

  static Optional<Verification> of(String name, Map<String, Object> with, Environment environment) {
    return switch (name) {
      case "none" -> Optional.of(new Verification.None());
      case "workload.healthy" ->
          Optional.of(
              new Verification.Meets(
                  healthy(with.getOrDefault("workload", "").toString(), environment), WITHIN));
      default -> Optional.empty();
    };
  }

  /** A new process in each instance, and a consumer on each queue that the workload works off. */
  private static List<Expectation> healthy(String workload, Environment environment) {
    ProbeCall instances = call("workload.instances", "workload", workload, environment);
    List<Expectation> expectations = new ArrayList<>();
    expectations.add(
        new Expectation(
            instances,
            "instances.started",
            Expectation.Test.SINCE_STEP,
            "",
            "a new process in each instance"));
    expectations.add(
        new Expectation(
            instances,
            "instances.ready",
            Expectation.Test.EQUALS,
            "true",
            "each instance is ready"));
    for (Entry queue : environment.entries(EntryKind.QUEUE)) {
      if (queue.text("worker").filter(workload::equals).isPresent()) {
        expectations.add(
            new Expectation(
                call("rabbitmq.queue", "queue", queue.name(), environment),
                "consumers",
                Expectation.Test.AT_LEAST,
                "1",
                queue.name() + " has a consumer"));
      }
    }
    return expectations;
  }

  private static ProbeCall call(
      String probe, String argument, String value, Environment environment) {
    return new ProbeCall(
        probe, environment.name(), Optional.empty(), Map.of(argument, value), READ_WITHIN);
  }
}
