package dev.twokey.connector.host;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a timer on a host is. */
final class TimerProbe extends OutsideProbe {
  TimerProbe(World world) {
    super(
        world,
        new ProbeKind(
            "host.timer",
            List.of(
                Argument.required("host", ArgumentType.HOST, "the host that keeps the timer"),
                Argument.required("id", ArgumentType.TEXT, "the timer's id")),
            ReadingShape.of("host.timer").text("state").time("at").done(),
            false,
            "Whether a timer on a host is armed, fired, verified or failed; none where there is"
                + " no such timer. at is when it fires."));
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    Optional<HostTransport.Timer> timer =
        Hosts.transport(call, call.entry("host")).timer(call.text("id"));
    if (timer.isEmpty()) {
      return Map.of("state", "none");
    }
    return Map.of("state", timer.get().state(), "at", timer.get().at());
  }
}
