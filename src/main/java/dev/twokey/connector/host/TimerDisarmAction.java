package dev.twokey.connector.host;

import dev.twokey.action.ActionKind;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.Target;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideAction;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a timer on a host away. That there is none is fine: it is convergent. */
final class TimerDisarmAction extends OutsideAction {
  TimerDisarmAction(World world) {
    super(
        world,
        new ActionKind(
            "host.timer.disarm",
            Risk.CHANGE,
            Set.of(),
            List.of(
                Argument.required("host", ArgumentType.HOST, "the host that keeps the timer"),
                Argument.required("id", ArgumentType.TEXT, "the timer's id")),
            true,
            "Takes a timer on a host away. That there is none is fine."));
  }

  @Override
  protected Preview.Ready look(Call call) throws OutsideFailure {
    Entry host = call.entry("host");
    String id = call.text("id");
    HostTransport transport = Hosts.transport(call, host);
    Optional<HostTransport.Timer> timer = transport.timer(id);
    return new Preview.Ready(
        List.of(new Target(call.environment().name(), host.name())),
        "disarm timer " + id + " on host " + host.name(),
        List.of(timer.map(TimerDisarmAction::words).orElse("there is no timer " + id)),
        UnitTarget.fingerprint(call, host).with("transport", transport.definition()).text(),
        "",
        transport.disarmByHand(id));
  }

  private static String words(HostTransport.Timer timer) {
    return "timer "
        + timer.id()
        + " ("
        + timer.state()
        + ", "
        + timer.does()
        + " at "
        + Times.text(timer.at())
        + ") -> gone";
  }

  @Override
  protected String act(Call call) throws OutsideFailure {
    String id = call.text("id");
    boolean removed = Hosts.transport(call, call.entry("host")).disarm(id);
    return removed ? "timer " + id + " is disarmed" : "there was no timer " + id;
  }
}
