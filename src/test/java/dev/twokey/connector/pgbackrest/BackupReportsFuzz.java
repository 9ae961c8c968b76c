package dev.twokey.connector.pgbackrest;

import dev.twokey.fuzz.FuzzTarget;
import dev.twokey.fuzz.Told;
import dev.twokey.outside.OutsideFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What pgBackRest tells. What has not the documented form is unreadable, never a guess. */
public final class BackupReportsFuzz implements FuzzTarget {
  private static final Path SAMPLES = Path.of("src/test/resources/pgbackrest");

  @Override
  public List<String> seeds() {
    List<String> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(SAMPLES)) {
      for (Path file : files.sorted().toList()) {
        seeds.add(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seeds;
  }

  @Override
  public void take(String input) {
    try {
      InfoJson.read(Path.of("info.json"), input.getBytes(StandardCharsets.UTF_8));
    } catch (OutsideFailure e) {
      Told.check(e.why());
    }
  }
}
