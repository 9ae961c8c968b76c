package dev.twokey.app;

import dev.twokey.action.Action;
import dev.twokey.action.ActionKind;
import dev.twokey.connector.calendar.CalendarConnector;
import dev.twokey.connector.changes.ChangesConnector;
import dev.twokey.connector.host.HostConnector;
import dev.twokey.connector.net.NetConnector;
import dev.twokey.connector.pgbackrest.PgBackRestConnector;
import dev.twokey.connector.rabbitmq.RabbitmqConnector;
import dev.twokey.outside.Place;
import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All kinds of probes and actions of this program.
 *
 * @param probes in the order of the connectors
 * @param actions in the order of the connectors
 */
record Kinds(List<Probe> probes, List<Action> actions) {
  static Kinds of(World world) {
    Place place = HostConnector.place();
    List<Probe> probes = new ArrayList<>();
    probes.addAll(RabbitmqConnector.probes(world, place));
    probes.addAll(HostConnector.probes(world));
    probes.addAll(NetConnector.probes(world, place));
    probes.addAll(ChangesConnector.probes(world));
    probes.addAll(PgBackRestConnector.probes(world));
    probes.addAll(CalendarConnector.probes(world));
    List<Action> actions = new ArrayList<>();
    actions.addAll(RabbitmqConnector.actions(world));
    actions.addAll(HostConnector.actions(world));
    return new Kinds(List.copyOf(probes), List.copyOf(actions));
  }

  /** Returns the probes that runbooks can name: not those that read what the policy alone names. */
  Map<String, ProbeKind> forRunbooks() {
    Map<String, ProbeKind> kinds = probeKinds();
    kinds.remove(CalendarConnector.EVENTS);
    return kinds;
  }

  Map<String, ProbeKind> probeKinds() {
    Map<String, ProbeKind> kinds = new TreeMap<>();
    probes.forEach(p -> kinds.put(p.kind().name(), p.kind()));
    return kinds;
  }

  Map<String, ActionKind> actionKinds() {
    Map<String, ActionKind> kinds = new TreeMap<>();
    actions.forEach(a -> kinds.put(a.kind().name(), a.kind()));
    return kinds;
  }
}
