package dev.twokey.connector.host;

import dev.twokey.action.Reach;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Target;
import dev.twokey.outside.Call;
import dev.twokey.outside.Fingerprint;
import java.util.ArrayList;
import java.util.List;

/**
 * What a change of a unit hits, and what its plan depends on. A unit is locked and forbidden under
 * the name of the service or workload that it makes up, so that it does not matter by which action
 * it is changed.
 */
final class UnitTarget {
  private UnitTarget() {}

  /** Returns the entries that a unit of a host makes up, or the host where there is none. */
  static List<Target> targets(Call call, Entry host, String unit) {
    Environment environment = call.environment();
    List<Target> targets = new ArrayList<>();
    for (Entry service : environment.entries(EntryKind.SERVICE)) {
      if (service.text("unit").equals(java.util.Optional.of(unit))
          && service.text("host").equals(java.util.Optional.of(host.name()))) {
        targets.add(new Target(environment.name(), service.name()));
      }
    }
    Hosts.workloadOf(environment, unit)
        .map(w -> new Target(environment.name(), w.name()))
        .filter(t -> !targets.contains(t))
        .ifPresent(targets::add);
    return targets.isEmpty() ? List.of(new Target(environment.name(), host.name())) : targets;
  }

  /** Returns the workload that a unit is an instance of, with this instance. */
  static List<Reach> reach(Call call, String unit) {
    return Hosts.workloadOf(call.environment(), unit)
        .map(w -> new Target(call.environment().name(), w.name()))
        .map(workload -> new Reach(workload, List.of(unit), 1))
        .stream()
        .toList();
  }

  /** Begins the fingerprint of a plan that depends on an entry. */
  static Fingerprint fingerprint(Call call, Entry entry) {
    return new Fingerprint()
        .with("environment", call.environment().name())
        .with("entry", entry.kind() + " " + entry.name())
        .with("facts", entry.facts());
  }

  /** Adds a unit: its transport and what its host would start, never its pid. */
  static void add(Fingerprint fingerprint, HostTransport transport, UnitStatus status) {
    fingerprint
        .with("transport", transport.definition())
        .with("unit", status.unit())
        .with("definition", status.definition().orElse("not told"));
  }
}
