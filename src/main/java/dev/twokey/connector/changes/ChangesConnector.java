package dev.twokey.connector.changes;

import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import java.util.List;

/** The probe of recent changes. Connections have the kind {@code deployments}. */
public final class ChangesConnector {
  private ChangesConnector() {}

  /** Returns the probes. */
  public static List<Probe> probes(World world) {
    return List.of(new RecentProbe(world));
  }
}
