package dev.twokey.connector.host;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The instances of a workload, each by its host's own word. */
final class InstancesProbe extends OutsideProbe {
  InstancesProbe(World world) {
    super(
        world,
        new ProbeKind(
            "workload.instances",
            List.of(Argument.required("workload", ArgumentType.WORKLOAD, "the workload")),
            ReadingShape.of("workload.instances")
                .list(
                    "instances",
                    ReadingShape.of("instance").text("name", "state").flag("ready").time("started"))
                .whole("total", "ready", "quorum")
                .done(),
            false,
            "The instances of a workload. ready is false for one that does not run; started is"
                + " left out then. quorum is left out where the inventory gives the workload"
                + " none."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    List<Map<String, Object>> instances = new ArrayList<>();
    for (Hosts.Instance instance : Hosts.instances(call, call.entry("workload"))) {
      UnitStatus status = instance.transport().status(instance.name());
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("name", instance.name());
      values.put("state", status.state());
      values.put("ready", status.ready() && status.state().equals("active"));
      status.started().ifPresent(started -> values.put("started", started));
      instances.add(values);
    }
    Map<String, Object> reading = new LinkedHashMap<>();
    reading.put("instances", instances);
    reading.put("total", (long) instances.size());
    reading.put(
        "ready", instances.stream().filter(i -> Boolean.TRUE.equals(i.get("ready"))).count());
    if (call.entry("workload").facts().get("quorum") instanceof Long quorum) {
      reading.put("quorum", quorum);
    }
    return reading;
  }
}
