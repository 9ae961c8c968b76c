package dev.twokey.connector.host;

import dev.twokey.action.ActionKind;
import dev.twokey.action.Preview;
import dev.twokey.action.Reach;
import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.Target;
import dev.twokey.outside.Call;
import dev.twokey.outside.Fingerprint;
import dev.twokey.outside.OutsideAction;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Restarts, pauses or resumes a workload, one instance after the other. A restart goes on to the
 * next instance when the last one is ready, and stops at the first that fails.
 */
final class WorkloadAction extends OutsideAction {
  private final UnitChange change;

  WorkloadAction(World world, String word, UnitChange change, String says) {
    super(
        world,
        new ActionKind(
            "workload." + word,
            Risk.CHANGE,
            change.effects(),
            List.of(Argument.required("workload", ArgumentType.WORKLOAD, "the workload")),
            change.convergent(),
            says));
    this.change = change;
  }

  @Override
  protected Preview.Ready look(Call call) throws OutsideFailure {
    Entry workload = call.entry("workload");
    List<Hosts.Instance> instances = Hosts.instances(call, workload);
    Fingerprint fingerprint = UnitTarget.fingerprint(call, workload);
    List<String> difference = new ArrayList<>();
    List<String> byHand = new ArrayList<>();
    for (Hosts.Instance instance : instances) {
      UnitStatus status = instance.transport().status(instance.name());
      UnitTarget.add(fingerprint, instance.transport(), status);
      difference.add(change.difference(status));
      byHand.add(instance.transport().byHand(change, instance.name()));
    }
    Target target = new Target(call.environment().name(), workload.name());
    return new Preview.Ready(
        List.of(target),
        how(instances),
        difference,
        fingerprint.text(),
        change.undo(),
        String.join("\n", byHand),
        reach(target, instances));
  }

  /** A restart goes on when the last instance is ready, so it takes one away at a time. */
  private List<Reach> reach(Target workload, List<Hosts.Instance> instances) {
    List<String> names = instances.stream().map(Hosts.Instance::name).toList();
    int atOnce = change == UnitChange.RESTART ? 1 : names.size();
    return change.takesAway() ? List.of(new Reach(workload, names, atOnce)) : List.of();
  }

  private String how(List<Hosts.Instance> instances) {
    List<String> names = instances.stream().map(Hosts.Instance::name).toList();
    return change.word()
        + (names.size() == 1 ? " unit " : " one after the other: units ")
        + String.join(", ", names);
  }

  @Override
  protected String act(Call call) throws OutsideFailure {
    List<Hosts.Instance> instances = Hosts.instances(call, call.entry("workload"));
    List<String> done = new ArrayList<>();
    for (Hosts.Instance instance : instances) {
      boolean last = done.size() == instances.size() - 1;
      Duration ready =
          change == UnitChange.RESTART && !last ? call.limit().left().dividedBy(2) : Duration.ZERO;
      try {
        done.add(Changes.of(instance.transport(), change, instance.name(), ready));
      } catch (OutsideFailure failure) {
        throw done.isEmpty() ? failure : Changes.partly(failure, done, instances.size());
      }
    }
    return String.join("; ", done);
  }
}
