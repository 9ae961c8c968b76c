package dev.twokey.app;

import dev.twokey.action.Action;
import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import java.util.List;

/** All kinds that the program has, for tests that must not forget one. */
public final class ShippedKinds {
  private ShippedKinds() {}

  /** Returns all probes. */
  public static List<Probe> probes(World world) {
    return Kinds.of(world).probes();
  }

  /** Returns all actions. */
  public static List<Action> actions(World world) {
    return Kinds.of(world).actions();
  }
}
