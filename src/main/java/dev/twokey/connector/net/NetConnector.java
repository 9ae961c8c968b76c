package dev.twokey.connector.net;

import dev.twokey.outside.Place;
import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import java.util.List;

/** Probes of the network. Addresses come from the connection that a service names. */
public final class NetConnector {
  private NetConnector() {}

  /**
   * Returns the probes.
   *
   * @param place where they are asked from an instance
   */
  public static List<Probe> probes(World world, Place place) {
    return List.of(
        new ConnectProbe(world, place), new ResolveProbe(world, place), new GetProbe(world, place));
  }
}
