package dev.twokey.lab;

/**
 * The ports of one environment, counted from a base.
 *
 * <p>All must lie below 32768, where Linux begins to hand out ports to outgoing connections: else a
 * passing client might hold the port of a server that is just restarted.
 */
public record LabPorts(int base) {
  private static final int SECOND = 10_000;
  private static final int EPHEMERAL = 32_768;

  /** Refuses a base of which some port would be out of range. */
  public LabPorts {
    if (base < 1_024 || base + SECOND + 9 >= EPHEMERAL) {
      throw new IllegalArgumentException(
          "a port base is 1024 to " + (EPHEMERAL - SECOND - 10) + ", not " + base);
    }
  }

  /** The base of the demo's environments. */
  public static LabPorts ofEnvironment(String environment) {
    return switch (environment) {
      case "staging" -> new LabPorts(21_670);
      case "prod" -> new LabPorts(22_670);
      default ->
          throw new IllegalArgumentException(
              "only staging and prod have ports of their own; name --port-base for " + environment);
    };
  }

  int epmd() {
    return base;
  }

  int distribution() {
    return base + 1;
  }

  /** AMQP, at the broker itself. */
  public int amqp() {
    return base + 2;
  }

  /** AMQP, through the relay of a backend: 1 or 2. */
  public int relay(int backend) {
    return base + 2 + backend;
  }

  /** The broker's management API. */
  public int management() {
    return base + SECOND + 2;
  }

  /** HTTP of a backend: 1 or 2. */
  public int http(int backend) {
    return base + SECOND + 2 + backend;
  }
}
