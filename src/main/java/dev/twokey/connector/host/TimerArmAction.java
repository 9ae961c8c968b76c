package dev.twokey.connector.host;

import dev.twokey.action.ActionKind;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Entry;
import dev.twokey.outside.Call;
import dev.twokey.outside.Fingerprint;
import dev.twokey.outside.Limit;
import dev.twokey.outside.OutsideAction;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.World;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Arms a timer on a host that undoes a fault though Twokey be gone. */
final class TimerArmAction extends OutsideAction {
  TimerArmAction(World world) {
    super(
        world,
        new ActionKind(
            "host.timer.arm",
            Risk.CHANGE,
            Set.of(),
            List.of(
                Argument.required("host", ArgumentType.HOST, "the host that keeps the timer"),
                Argument.required("id", ArgumentType.TEXT, "the timer's id, such as the drill's"),
                Argument.required("after", ArgumentType.DURATION, "when it fires"),
                new Argument(
                    "action",
                    ArgumentType.CHOICE,
                    false,
                    List.of("start", "stop", "thaw"),
                    "what it does then"),
                Argument.required("unit", ArgumentType.TEXT, "to which unit")),
            false,
            "Arms a timer on a host, which starts, stops or thaws a unit though Twokey be gone."));
  }

  @Override
  protected Preview.Ready look(Call call) throws OutsideFailure {
    Entry host = call.entry("host");
    String unit = call.text("unit");
    HostTransport transport = Hosts.transport(call, host);
    UnitStatus status = Hosts.status(transport, host, unit);
    Fingerprint fingerprint = UnitTarget.fingerprint(call, host);
    UnitTarget.add(fingerprint, transport, status);
    String does = change(call).word() + " " + unit;
    return new Preview.Ready(
        UnitTarget.targets(call, host, unit),
        "arm timer " + call.text("id") + " on host " + host.name(),
        List.of(
            "in "
                + Limit.text(call.duration("after"))
                + " the host itself will "
                + does
                + ", unless the timer is disarmed"),
        fingerprint.text(),
        "disarm it",
        transport.armByHand(call.text("id"), call.duration("after"), change(call), unit));
  }

  @Override
  protected String act(Call call) throws OutsideFailure {
    HostTransport.Timer timer =
        Hosts.transport(call, call.entry("host"))
            .arm(call.text("id"), call.duration("after"), change(call), call.text("unit"));
    return "timer "
        + timer.id()
        + " is "
        + timer.state()
        + ": "
        + timer.does()
        + " at "
        + Times.text(timer.at());
  }

  private static UnitChange change(Call call) {
    return UnitChange.valueOf(call.text("action").toUpperCase(Locale.ROOT));
  }
}
