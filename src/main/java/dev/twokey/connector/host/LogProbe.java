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
import java.util.List;
import java.util.Map;

/** The newest lines of a unit's log that hold a text. */
final class LogProbe extends OutsideProbe {
  static final int LINES_MOST = 500;
  static final int LINES = 50;

  LogProbe(World world) {
    super(
        world,
        new ProbeKind(
            "host.log",
            List.of(
                Argument.required("host", ArgumentType.HOST, "the host"),
                Argument.required("unit", ArgumentType.TEXT, "the unit as the host names it"),
                Argument.optional("contains", ArgumentType.TEXT, "only lines that hold this"),
                Argument.optional("lines", ArgumentType.NUMBER, "at most this many, 1 to 500")),
            ReadingShape.of("host.log").whole("count").texts("lines").done(),
            false,
            "The newest lines of a unit's log that hold a text, oldest first (50 unless told);"
                + " count is their number."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    Entry host = call.entry("host");
    String unit = call.text("unit");
    HostTransport transport = Hosts.transport(call, host);
    UnitStatus known = Hosts.status(transport, host, unit);
    List<String> lines =
        transport.log(
            known.unit(), call.text("contains", ""), call.whole("lines", LINES, 1, LINES_MOST));
    return Map.of("count", (long) lines.size(), "lines", lines);
  }
}
