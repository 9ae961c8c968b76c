package dev.twokey.lab.system;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.security.Security;
import java.util.concurrent.TimeoutException;

/** Opens a connection to the broker with the login that stands in the environment. */
final class BrokerLink {
  private static final int CONNECT_MILLIS_MAX = 3_000;

  private final ConnectionFactory factory = new ConnectionFactory();
  private final String name;

  BrokerLink(Settings settings) {
    // A name that comes or goes is to be seen at once; the JDK remembers for 30 and 10 seconds.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    this.name = settings.text("TWOKEY_LAB_UNIT");
    factory.setHost(settings.text("AMQP_HOST"));
    factory.setPort(settings.number("AMQP_PORT"));
    factory.setUsername(settings.text("AMQP_USER"));
    factory.setPassword(settings.text("AMQP_PASSWORD"));
    factory.setRequestedHeartbeat(settings.number("AMQP_HEARTBEAT_SECONDS", 60));
    factory.setConnectionTimeout(CONNECT_MILLIS_MAX);
    factory.setHandshakeTimeout(CONNECT_MILLIS_MAX);
    // These processes come back by themselves, in their own way and with their own back-off.
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
  }

  /** A connection that bears the unit's name on the broker. */
  Connection open() throws IOException, TimeoutException {
    return factory.newConnection(name);
  }
}
