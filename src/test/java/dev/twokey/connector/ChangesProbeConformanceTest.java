package dev.twokey.connector;

import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.connector.changes.ChangesConnector;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeConformance;
import dev.twokey.probe.ProbeFixture;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The probe of recent changes. Its silent system is a pipe into which nobody writes. */
class ChangesProbeConformanceTest extends ProbeConformance {
  private static final int STUCK_READS_MOST = 8;

  @TempDir Path folder = Path.of("");

  @Override
  protected ProbeFixture open() throws IOException, InterruptedException {
    Path log = folder.resolve("deployments.log");
    Path pipe = folder.resolve("pipe");
    Instant at = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    Files.writeString(
        log,
        """
        {"at":"2020-01-01T00:00:00Z","service":"backend","version":"old","by":"ana"}
        {"at":"%s","service":"backend","version":"4f2c1","by":"ben"}
        """
            .formatted(at));
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    Addresses nowhere = Addresses.nowhere(folder.toString());
    World world =
        new TestInventory()
            .environment("healthy", nowhere.deployments(log.toString()))
            .environment("gone", nowhere)
            .environment("silent", nowhere.deployments(pipe.toString()))
            .world();
    Map<String, Object> change =
        Map.of("at", at, "service", "backend", "version", "4f2c1", "by", "ben");
    return new ProbeSystems(
        ChangesConnector.probes(world).getFirst(),
        Map.of("within", "30m"),
        Map.of("changes", List.of(change)),
        Set.of(),
        () -> 1,
        false,
        () -> Files.readString(log),
        List.of(() -> release(pipe)));
  }

  /** A reader that is stuck in opening the pipe ends when somebody opens it for writing. */
  private static void release(Path pipe) throws IOException {
    for (int i = 0; i < STUCK_READS_MOST; i++) {
      ProcessBuilder reader = new ProcessBuilder("cat", pipe.toString());
      Process cat = reader.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      new FileOutputStream(pipe.toFile()).close();
      cat.destroy();
    }
  }
}
