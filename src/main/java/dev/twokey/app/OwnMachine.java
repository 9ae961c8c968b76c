package dev.twokey.app;

import dev.twokey.engine.Runner;
import dev.twokey.guard.Here;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.Target;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what of the inventory lies on the machine that Twokey runs on: by the addresses of its
 * entries and of the connections and hosts that they name. Asks the name server, so it takes its
 * time.
 */
final class OwnMachine {
  private static final Logger LOG = LoggerFactory.getLogger(OwnMachine.class);

  /** Facts of connections that hold an address. */
  private static final List<String> FACTS =
      List.of("url", "amqp", "management", "address", "socket");

  private final Runner runner;
  private final InstantSource clock;
  private final AtomicReference<Inventory> looked = new AtomicReference<>(new Inventory(Map.of()));
  private volatile Here here = Here.nothing();

  OwnMachine(Runner runner, InstantSource clock) {
    this.runner = runner;
    this.clock = clock;
  }

  /** Returns what is known now. */
  Here here() {
    return here;
  }

  /** Looks anew, if it is another inventory. Nothing waits for the name server. */
  void look(Inventory inventory) {
    if (!inventory.equals(looked.getAndSet(inventory))) {
      runner.start("what lies on this machine", () -> here = find(inventory, clock.instant()));
    }
  }

  static Here find(Inventory inventory, Instant now) {
    Map<String, Optional<String>> known = new HashMap<>();
    Map<Target, String> found = new LinkedHashMap<>();
    for (Environment environment : inventory.environments().values()) {
      for (EntryKind kind : EntryKind.values()) {
        for (Entry entry : environment.entries(kind)) {
          addresses(environment, entry).stream()
              .flatMap(a -> known.computeIfAbsent(a, OwnMachine::own).stream())
              .findFirst()
              .ifPresent(own -> found.put(new Target(environment.name(), entry.name()), own));
        }
      }
    }
    return new Here(found, now);
  }

  private static List<String> addresses(Environment environment, Entry entry) {
    List<String> addresses = new ArrayList<>(entry.texts("address"));
    for (String fact : List.of("connection", "via")) {
      entry
          .text(fact)
          .flatMap(environment::connection)
          .ifPresent(connection -> addresses.addAll(addresses(connection)));
    }
    for (String fact : List.of("host", "hosts")) {
      for (String host : entry.texts(fact)) {
        environment
            .entry(EntryKind.HOST, host)
            .ifPresent(h -> addresses.addAll(addresses(environment, h)));
      }
    }
    return addresses;
  }

  private static List<String> addresses(Connection connection) {
    return FACTS.stream().map(connection::fact).flatMap(Optional::stream).toList();
  }

  /** Returns the address of this machine that an address leads to; a socket file is on it. */
  private static Optional<String> own(String address) {
    if (address.startsWith("/") || address.startsWith(".")) {
      return Optional.of(address);
    }
    try {
      URI uri = URI.create(address.contains("://") ? address : "tcp://" + address);
      if (uri.getHost() == null) {
        return Optional.empty();
      }
      for (InetAddress one : InetAddress.getAllByName(uri.getHost())) {
        if (one.isLoopbackAddress() || NetworkInterface.getByInetAddress(one) != null) {
          return Optional.of(one.getHostAddress());
        }
      }
    } catch (UnknownHostException | SocketException | IllegalArgumentException e) {
      LOG.info("can't tell whether {} is this machine: {}", address, e.toString());
    }
    return Optional.empty();
  }
}
