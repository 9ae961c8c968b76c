package dev.twokey.connector.host;

import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what the inventory says of hosts, units and the instances of workloads. */
final class Hosts {
  /**
   * A running copy of a workload.
   *
   * @param name of its unit
   * @param transport to its host
   */
  record Instance(String name, HostTransport transport) {}

  private Hosts() {}

  /** Returns the transport to a host: the connection that its {@code via} names. */
  static HostTransport transport(Call call, Entry host) throws OutsideFailure {
    Connection connection = call.connection(host, "via");
    call.mustHaveLogin(connection);
    return switch (connection.kind()) {
      case SupervisorTransport.KIND -> SupervisorTransport.of(call, connection);
      default ->
          throw OutsideFailure.notAsked(
              ErrorCode.CONFIG_INVALID,
              "Host "
                  + host.name()
                  + " is reached via "
                  + connection.name()
                  + ", a connection of"
                  + " kind "
                  + connection.kind()
                  + ".",
              "Use a connection of kind " + SupervisorTransport.KIND + ".");
    };
  }

  /** Returns the status of a unit, which must be on that host. */
  static UnitStatus status(HostTransport transport, Entry host, String unit) throws OutsideFailure {
    UnitStatus status = transport.status(unit);
    if (status.host().isPresent() && !status.host().get().equals(host.name())) {
      throw OutsideFailure.notAsked(
          ErrorCode.TARGET_UNKNOWN,
          "Unit " + unit + " runs on host " + status.host().get() + ", not on " + host.name() + ".",
          "Name that host.");
    }
    return status;
  }

  /** Returns the instances of the workload that an argument names, in the order of the file. */
  static List<Instance> instances(Call call, Entry workload) throws OutsideFailure {
    String way = workload.text("runs_on").orElse("nothing");
    if (!way.equals("host")) {
      throw OutsideFailure.notAsked(
          ErrorCode.CONFIG_INVALID,
          "Workload " + workload.name() + " runs on " + way + ", which Twokey can't reach yet.",
          "Only 'runs_on: host' is known.");
    }
    List<String> names = unitsOf(workload);
    List<String> several = workload.texts("hosts");
    List<String> hosts = several.isEmpty() ? workload.texts("host") : several;
    if (hosts.size() != 1 && hosts.size() != names.size()) {
      throw OutsideFailure.notAsked(
          ErrorCode.CONFIG_INVALID,
          "Workload "
              + workload.name()
              + " has "
              + names.size()
              + " instances and "
              + hosts.size()
              + " hosts.",
          "Write 'host', or 'hosts' with one for each instance, in the same order.");
    }
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String host = hosts.size() == 1 ? hosts.getFirst() : hosts.get(i);
      instances.add(new Instance(names.get(i), transport(call, call.entry(EntryKind.HOST, host))));
    }
    return instances;
  }

  /** Returns the names of the units that make up a workload: its own name where it names none. */
  static List<String> unitsOf(Entry workload) {
    List<String> named = workload.texts("instances");
    return named.isEmpty() ? List.of(workload.text("unit").orElse(workload.name())) : named;
  }

  /** Returns the workload that a unit belongs to. */
  static Optional<Entry> workloadOf(Environment environment, String unit) {
    return environment.entries(EntryKind.WORKLOAD).stream()
        .filter(w -> unitsOf(w).contains(unit))
        .findFirst();
  }
}
