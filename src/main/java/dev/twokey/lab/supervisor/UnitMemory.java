package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.twokey.lab.text.DurableFile;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What must outlive the supervisor about one unit: its last run, and how that ended. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UnitMemory(
    long pid,
    long startTicks,
    String startedAt,
    String since,
    int starts,
    boolean running,
    boolean failed,
    @Nullable Integer exitCode) {

  static UnitMemory none(Instant now) {
    return new UnitMemory(0, 0, now.toString(), now.toString(), 0, false, false, null);
  }

  UnitMemory started(ProcessTable.Identity identity, Instant now) {
    return new UnitMemory(
        identity.pid(),
        identity.startTicks(),
        now.toString(),
        now.toString(),
        starts + 1,
        true,
        false,
        null);
  }

  UnitMemory ended(boolean asFailure, @Nullable Integer code, Instant now) {
    return new UnitMemory(
        pid, startTicks, startedAt, now.toString(), starts, false, asFailure, code);
  }

  ProcessTable.Identity identity() {
    return new ProcessTable.Identity(pid, startTicks);
  }

  static UnitMemory read(Path path, Instant now) {
    if (!Files.exists(path)) {
      return none(now);
    }
    try {
      return Json.MAPPER.readValue(path.toFile(), UnitMemory.class);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " is not what the supervisor wrote", e);
    }
  }

  void write(Path path) {
    DurableFile.write(path, Json.line(Json.MAPPER.valueToTree(this)));
  }
}
