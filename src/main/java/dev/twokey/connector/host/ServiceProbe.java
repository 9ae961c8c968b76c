package dev.twokey.connector.host;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Entry;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a unit of a host is, by the host's own word. */
final class ServiceProbe extends OutsideProbe {
  ServiceProbe(World world) {
    super(
        world,
        new ProbeKind(
            "host.service",
            List.of(
                Argument.required("host", ArgumentType.HOST, "the host"),
                Argument.required("unit", ArgumentType.TEXT, "the unit as the host names it")),
            ReadingShape.of("host.service")
                .text("state")
                .time("since")
                .whole("pid", "exit_code")
                .done(),
            false,
            "Whether a unit is active, inactive, failed or frozen. pid is 0 where there is no"
                + " process, exit_code 0 where none has failed; an exit code that nobody saw is"
                + " left out."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    Entry host = call.entry("host");
    UnitStatus status = Hosts.status(Hosts.transport(call, host), host, call.text("unit"));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("state", status.state());
    status.since().ifPresent(since -> values.put("since", since));
    if (status.pid().isPresent() || !status.runs()) {
      values.put("pid", status.pid().orElse(0));
    }
    if (status.exitCode().isPresent() || !status.state().equals("failed")) {
      values.put("exit_code", status.exitCode().orElse(0));
    }
    return values;
  }
}
