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
import java.util.List;
import java.util.Map;

/** The newest log lines of all instances of a workload that hold a text. */
final class WorkloadLogProbe extends OutsideProbe {
  WorkloadLogProbe(World world) {
    super(
        world,
        new ProbeKind(
            "workload.log",
            List.of(
                Argument.required("workload", ArgumentType.WORKLOAD, "the workload"),
                Argument.optional("contains", ArgumentType.TEXT, "only lines that hold this"),
                Argument.optional(
                    "lines", ArgumentType.NUMBER, "at most this many of each instance, 1 to 500")),
            ReadingShape.of("workload.log").whole("count").texts("lines").done(),
            false,
            "The newest log lines of a workload that hold a text (50 of each instance unless"
                + " told), each begun by its instance's name; count is their number."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    int most = call.whole("lines", LogProbe.LINES, 1, LogProbe.LINES_MOST);
    List<String> lines = new ArrayList<>();
    for (Hosts.Instance instance : Hosts.instances(call, call.entry("workload"))) {
      instance.transport().log(instance.name(), call.text("contains", ""), most).stream()
          .map(line -> instance.name() + ": " + line)
          .forEach(lines::add);
    }
    return Map.of("count", (long) lines.size(), "lines", lines);
  }
}
