package dev.twokey.app;

import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.ActionKind;
import dev.twokey.action.Effect;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Target;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.Cancellation;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.ProbeKind;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The program's kinds, with a probe and an action that put secrets into all that they say. */
final class LeakyKinds {
  private static final List<Argument> SERVICE =
      List.of(Argument.required("service", ArgumentType.SERVICE, "any"));

  private LeakyKinds() {}

  static Kinds of(World world, Planted planted) {
    Kinds kinds = Kinds.of(world);
    List<Probe> probes = new ArrayList<>(kinds.probes());
    probes.add(new LeakyProbe(world, planted));
    List<Action> actions = new ArrayList<>(kinds.actions());
    actions.add(new LeakyAction(planted));
    return new Kinds(probes, actions);
  }

  private record LeakyProbe(World world, Planted planted, AtomicInteger round) implements Probe {
    LeakyProbe(World world, Planted planted) {
      this(world, planted, new AtomicInteger());
    }

    @Override
    public ProbeKind kind() {
      return new ProbeKind(
          "leaky.read",
          SERVICE,
          ReadingShape.of("leaky.read").text("state").texts("lines").done(),
          false,
          "Reads what it should not say.");
    }

    @Override
    public Reading read(ProbeCall call, Cancellation cancellation) {
      world.inventory().get().environments().values().stream()
          .flatMap(e -> e.connections().values().stream())
          .flatMap(c -> c.credentials().values().stream())
          .flatMap(c -> c.secrets().values().stream())
          .forEach(world.secrets()::resolve);
      return switch (round.getAndIncrement() % 3) {
        case 0 ->
            new Reading.Observed(
                world.clock().instant(), Map.of("state", planted.text(), "lines", planted.lines()));
        case 1 ->
            new Reading.Unreadable(
                world.clock().instant(),
                new Problem(ErrorCode.PROBE_FAILED, planted.line(), planted.line()));
        default ->
            throw new IllegalStateException(
                planted.text(), new IllegalArgumentException(planted.text()));
      };
    }
  }

  private record LeakyAction(Planted planted, AtomicInteger round) implements Action {
    LeakyAction(Planted planted) {
      this(planted, new AtomicInteger());
    }

    @Override
    public ActionKind kind() {
      return new ActionKind(
          "leaky.change", Risk.CHANGE, Set.of(Effect.RESTART), SERVICE, true, "Changes little.");
    }

    @Override
    public Preview preview(ActionCall call, Cancellation cancellation) {
      return new Preview.Ready(
          List.of(new Target(call.environment(), "vault")),
          planted.line(),
          List.of(planted.line(), planted.text()),
          "0123456789abcdef",
          planted.line(),
          planted.line());
    }

    @Override
    public Outcome execute(ActionCall call, String fingerprint, Cancellation cancellation) {
      Problem why = new Problem(ErrorCode.ACTION_FAILED, planted.text(), planted.line());
      return switch (round.getAndIncrement() % 5) {
        case 0 -> new Outcome.Succeeded(planted.text());
        case 1 -> new Outcome.Refused(why);
        case 2 -> new Outcome.Failed(why);
        case 3 -> new Outcome.Unknown(why);
        default -> throw new IllegalStateException(planted.text());
      };
    }
  }
}
