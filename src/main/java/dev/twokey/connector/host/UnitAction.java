package dev.twokey.connector.host;

import dev.twokey.action.ActionKind;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Entry;
import dev.twokey.outside.Call;
import dev.twokey.outside.Fingerprint;
import dev.twokey.outside.OutsideAction;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.World;
import java.time.Duration;
import java.util.List;

/** Starts, stops, restarts, kills, freezes or thaws one unit of a host. */
final class UnitAction extends OutsideAction {
  private final UnitChange change;

  UnitAction(World world, UnitChange change) {
    super(
        world,
        new ActionKind(
            "host.service." + change.word(),
            Risk.CHANGE,
            change.effects(),
            List.of(
                Argument.required("host", ArgumentType.HOST, "the host"),
                Argument.required("unit", ArgumentType.TEXT, "the unit as the host names it")),
            change.convergent(),
            says(change)));
    this.change = change;
  }

  private static String says(UnitChange change) {
    return switch (change) {
      case START -> "Starts a unit. One that runs is left alone.";
      case STOP -> "Stops a unit; one that does not end in its grace time is killed.";
      case RESTART -> "Stops a unit and starts it as a new process.";
      case KILL -> "Kills a unit with all its processes at once (a fault for drills).";
      case FREEZE -> "Freezes a unit: its ports accept, nothing answers (a fault for drills).";
      case THAW -> "Lets a frozen unit go on.";
    };
  }

  @Override
  protected Preview.Ready look(Call call) throws OutsideFailure {
    Entry host = call.entry("host");
    String unit = call.text("unit");
    HostTransport transport = Hosts.transport(call, host);
    UnitStatus status = Hosts.status(transport, host, unit);
    Fingerprint fingerprint = UnitTarget.fingerprint(call, host);
    UnitTarget.add(fingerprint, transport, status);
    return new Preview.Ready(
        UnitTarget.targets(call, host, unit),
        change.word() + " unit " + unit + " on host " + host.name(),
        List.of(change.difference(status)),
        fingerprint.text(),
        change.undo(),
        transport.byHand(change, unit),
        change.takesAway() ? UnitTarget.reach(call, unit) : List.of());
  }

  @Override
  protected String act(Call call) throws OutsideFailure {
    HostTransport transport = Hosts.transport(call, call.entry("host"));
    return Changes.of(transport, change, call.text("unit"), Duration.ZERO);
  }
}
