package dev.twokey.connector.pgbackrest;

import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.probe.TestCancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An environment with connections to files of pgBackRest. */
final class BackupWorld {
  static final Path PAYLOADS = Path.of("src", "test", "resources", "pgbackrest");

  private final Map<String, Connection> connections = new LinkedHashMap<>();

  /** Adds a connection to a captured output. */
  static BackupWorld captured(String payload) {
    return new BackupWorld().connection("backups", PAYLOADS.resolve(payload).toString());
  }

  /** Adds a connection to a file with this text. */
  static BackupWorld holding(Path folder, String text) throws IOException {
    Path file = folder.resolve("info.json");
    Files.writeString(file, text);
    return new BackupWorld().connection("backups", file.toString());
  }

  BackupWorld connection(String name, String file) {
    return connection(name, "pgbackrest", Map.of("info", file));
  }

  BackupWorld connection(String name, String kind, Map<String, String> facts) {
    connections.put(name, new Connection(name, kind, facts, Map.of()));
    return this;
  }

  Probe probe() {
    Environment prod = new Environment("prod", "red", true, 1, List.of(), connections, Map.of());
    World world =
        new World(
            () -> new Inventory(Map.of("prod", prod)),
            ref -> {
              throw new AssertionError("no secret is needed, asked was " + ref);
            },
            InstantSource.system());
    return PgBackRestConnector.probes(world).getFirst();
  }

  Reading read(Map<String, Object> with) {
    return read("prod", with, new TestCancellation());
  }

  Reading read(String environment, Map<String, Object> with, TestCancellation cancellation) {
    ProbeCall call =
        new ProbeCall(
            "backup.pgbackrest", environment, Optional.empty(), with, Duration.ofSeconds(20));
    return probe().read(call, cancellation);
  }

  Reading read() {
    return read(Map.of());
  }
}
