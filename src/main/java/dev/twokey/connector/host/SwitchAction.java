package dev.twokey.connector.host;

import dev.twokey.action.ActionKind;
import dev.twokey.action.Effect;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a run-time switch of a workload, in each of its instances, without a restart. */
final class SwitchAction extends OutsideAction {
  SwitchAction(World world) {
    super(
        world,
        new ActionKind(
            "workload.switch",
            Risk.CHANGE,
            Set.of(Effect.RECONFIGURE),
            List.of(
                Argument.required("workload", ArgumentType.WORKLOAD, "the workload"),
                Argument.required("name", ArgumentType.TEXT, "the switch"),
                Argument.required("value", ArgumentType.TEXT, "its new value")),
            true,
            "Turns a run-time switch of a workload in each of its instances, without a restart."
                + " It holds until the instance ends."));
  }

  @Override
  protected Preview.Ready look(Call call) throws OutsideFailure {
    Entry workload = call.entry("workload");
    Switch one = Switch.of(call, workload);
    List<String> difference = new ArrayList<>();
    List<String> before = new ArrayList<>();
    List<String> byHand = new ArrayList<>();
    for (String instance : Hosts.unitsOf(workload)) {
      Optional<String> now = one.now(instance);
      now.filter(value -> !before.contains(value)).ifPresent(before::add);
      difference.add(
          instance + ": " + one.name() + " " + now.orElse("(not told)") + " -> " + one.value());
      byHand.add(one.byHand(instance));
    }
    return new Preview.Ready(
        List.of(new Target(call.environment().name(), workload.name())),
        "switch " + one.name() + " of " + workload.name() + " to " + one.value(),
        difference,
        one.fingerprint(workload),
        before.size() == 1 ? "switch it back to " + before.getFirst() : "",
        String.join("\n", byHand));
  }

  @Override
  protected String act(Call call) throws OutsideFailure {
    Entry workload = call.entry("workload");
    Switch one = Switch.of(call, workload);
    List<String> instances = Hosts.unitsOf(workload);
    List<String> done = new ArrayList<>();
    for (String instance : instances) {
      try {
        one.turn(instance);
        done.add(instance + ": " + one.name() + " is " + one.value());
      } catch (OutsideFailure failure) {
        throw done.isEmpty() ? failure : Changes.partly(failure, done, instances.size());
      }
    }
    return String.join("; ", done);
  }
}
