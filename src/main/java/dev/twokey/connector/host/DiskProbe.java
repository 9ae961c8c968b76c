package dev.twokey.connector.host;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The space of a file system. */
final class DiskProbe extends OutsideProbe {
  DiskProbe(World world) {
    super(
        world,
        new ProbeKind(
            "host.disk",
            List.of(
                Argument.required("host", ArgumentType.HOST, "the host"),
                Argument.required("path", ArgumentType.TEXT, "a folder on the file system")),
            ReadingShape.of("host.disk").whole("total", "free").real("used_share").done(),
            false,
            "The space of the file system that holds a path, in bytes; used_share is from 0 to"
                + " 1."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    HostTransport.Space space = Hosts.transport(call, call.entry("host")).space(call.text("path"));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("total", space.total());
    values.put("free", space.free());
    if (space.total() > 0) {
      values.put("used_share", 1 - (double) space.free() / space.total());
    }
    return values;
  }
}
