package dev.twokey.connector.rabbitmq;

import dev.twokey.action.Action;
import dev.twokey.outside.Place;
import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import java.util.List;

/** All kinds of probes and actions for RabbitMQ. Connections have the kind {@code rabbitmq}. */
public final class RabbitmqConnector {
  private RabbitmqConnector() {}

  /**
   * Returns the probes.
   *
   * @param place where {@code amqp.handshake} is asked from an instance
   */
  public static List<Probe> probes(World world, Place place) {
    return List.of(
        new OverviewProbe(world),
        new NodesProbe(world),
        new QueueProbe(world),
        new LoginProbe(world),
        new HandshakeProbe(world, place));
  }

  /** Returns the actions. */
  public static List<Action> actions(World world) {
    return List.of(new PurgeAction(world));
  }
}
