package dev.twokey.connector.host;

import dev.twokey.action.Action;
import dev.twokey.outside.Place;
import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All kinds of probes and actions for hosts and for workloads that run on them. Connections have
 * the kind {@code supervisor}.
 */
public final class HostConnector {
  private HostConnector() {}

  /** Returns the probes. */
  public static List<Probe> probes(World world) {
    return List.of(
        new ServiceProbe(world),
        new DiskProbe(world),
        new LogProbe(world),
        new TimerProbe(world),
        new InstancesProbe(world),
        new WorkloadLogProbe(world));
  }

  /** Returns the actions. */
  public static List<Action> actions(World world) {
    List<Action> actions = new ArrayList<>();
    Arrays.stream(UnitChange.values()).forEach(c -> actions.add(new UnitAction(world, c)));
    actions.add(
        new WorkloadAction(
            world,
            "restart",
            UnitChange.RESTART,
            "Restarts a workload, one instance after the other; the next when the last is ready."));
    actions.add(
        new WorkloadAction(
            world, "pause", UnitChange.FREEZE, "Freezes all instances of a workload."));
    actions.add(
        new WorkloadAction(
            world, "resume", UnitChange.THAW, "Lets all frozen instances of a workload go on."));
    actions.add(new SwitchAction(world));
    actions.add(new TimerArmAction(world));
    actions.add(new TimerDisarmAction(world));
    return List.copyOf(actions);
  }

  /** Returns how other connectors' probes are asked from an instance's place. */
  public static Place place() {
    return new HostPlace();
  }
}
