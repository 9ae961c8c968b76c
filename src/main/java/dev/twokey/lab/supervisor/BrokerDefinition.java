package dev.twokey.lab.supervisor;

import java.util.List;
import java.util.Map;

/**
 * How the broker of this environment is spoken to beside its protocol, as it stands in {@code
 * units.json}.
 *
 * @param unit the unit that is the broker
 * @param prefix what stands before each tool of RabbitMQ (the change of user, as root)
 * @param tools the folder of these tools
 * @param environment the same variables with which the broker runs
 * @param diskLimit the ordinary disk limit
 * @param memoryLimit the ordinary memory limit, a share
 * @param managementPort where the management plug-in listens
 */
public record BrokerDefinition(
    String unit,
    List<String> prefix,
    String tools,
    Map<String, String> environment,
    String directory,
    String diskLimit,
    String memoryLimit,
    int managementPort) {
  /** Copies. */
  public BrokerDefinition {
    prefix = List.copyOf(prefix);
    environment = Map.copyOf(environment);
  }
}
