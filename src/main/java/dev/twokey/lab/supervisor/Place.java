package dev.twokey.lab.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A unit as a place from which something is asked: the environment of its running process, and the
 * names which that process can resolve.
 */
record Place(String unit, Map<String, String> environment) {
  static Place of(Unit unit) {
    Run run = unit.running();
    if (run == null || unit.state() != UnitState.ACTIVE) {
      throw new Refusal(
          Refusal.Code.UNIT_AWAY,
          unit.definition().name() + " is " + unit.state().text() + ", nothing can be asked there",
          "Start or thaw it first, or ask from another unit.");
    }
    return new Place(
        unit.definition().name(),
        ProcessTable.environment(run.identity().pid())
            .orElseThrow(() ->
                new Refusal(
                    Refusal.Code.UNIT_AWAY,
                    "the environment of " + unit.definition().name() + " can't be read",
                    "The supervisor must run as the same user, or as root.")));
  }

  String brokerHost() {
    return variable("AMQP_HOST");
  }

  int brokerPort() {
    return Integer.parseInt(variable("AMQP_PORT"));
  }

  String variable(String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new Refusal(
          Refusal.Code.FIELD_INVALID,
          unit + " has no " + name + " in its environment",
          "Ask from a unit that has to do with it.");
    }
    return value;
  }

  /** The addresses of a name in the hosts file of this unit; an address is its own name. */
  List<InetAddress> resolve(String name) throws IOException {
    Optional<InetAddress> literal = literal(name);
    if (literal.isPresent()) {
      return List.of(literal.get());
    }
    List<InetAddress> found = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(variable("LAB_HOSTS_FILE")))) {
      List<String> words = List.of(line.strip().split("\\s+"));
      if (words.size() > 1 && words.subList(1, words.size()).contains(name)) {
        literal(words.getFirst()).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a name, then
    }
  }
}
