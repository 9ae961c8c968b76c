package dev.twokey.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.connector.TestInventory.Addresses;
import dev.twokey.connector.changes.ChangesConnector;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangesReadingsTest {
  @TempDir Path folder = Path.of("");

  private Reading read(String log) throws IOException {
    Path file = folder.resolve("deployments.log");
    Files.writeString(file, log);
    TestInventory inventory =
        new TestInventory()
            .environment("staging", Addresses.nowhere("/nowhere").deployments(file.toString()));
    return ChangesConnector.probes(inventory.world())
        .getFirst()
        .read(
            new ProbeCall(
                "changes.recent",
                "staging",
                Optional.empty(),
                Map.of("within", Duration.ofMinutes(30)),
                Duration.ofSeconds(10)),
            new TestCancellation());
  }

  private static String line(Instant at, String version) {
    return "{\"at\":\"%s\",\"service\":\"backend\",\"version\":\"%s\",\"by\":\"ben\"}\n"
        .formatted(at, version);
  }

  private List<Object> versions(String log) throws IOException {
    List<?> changes = (List<?>) LabWorld.field(LabWorld.values(read(log)), "changes");
    return changes.stream().<Object>map(c -> ((Map<?, ?>) c).get("version")).toList();
  }

  @Test
  void an_empty_log_says_that_nothing_was_deployed() throws IOException {
    assertThat(versions("")).isEmpty();
  }

  @Test
  void only_what_lies_within_the_time_is_told_oldest_first() throws IOException {
    Instant now = Instant.now();
    assertThat(
            versions(
                line(now.minusSeconds(3600), "old")
                    + line(now.minusSeconds(60), "first")
                    + line(now.minusSeconds(5), "second")))
        .containsExactly("first", "second");
  }

  @Test
  void a_last_line_that_is_still_being_written_is_left_for_later() throws IOException {
    String whole = line(Instant.now(), "whole");
    assertThat(versions(whole + "{\"at\":\"20")).containsExactly("whole");
  }

  @Test
  void a_line_that_can_not_be_read_could_be_the_change() throws IOException {
    Reading reading = read(line(Instant.now(), "good") + "not json\n");
    assertThat(((Reading.Unreadable) reading).why().code()).isEqualTo(ErrorCode.PROBE_FAILED);
  }

  @Test
  void of_a_long_log_the_end_is_read() throws IOException {
    String old = line(Instant.EPOCH, "x".repeat(1_000));
    assertThat(versions(old.repeat(2_000) + line(Instant.now(), "new"))).containsExactly("new");
  }
}
