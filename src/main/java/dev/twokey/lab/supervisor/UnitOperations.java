package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Operations on units: look, start, stop, kill, freeze; logs, disk, deployments. */
final class UnitOperations {
  private static final long WAIT_SECONDS_MAX = 90;

  private final Units units;
  private final Path directory;
  private final Deployments deployments;

  UnitOperations(Units units, Path directory) {
    this.units = units;
    this.directory = directory;
    this.deployments = new Deployments(directory.resolve("deployments.log"));
  }

  void addTo(Operations operations) {
    operations.read("list", _ -> list());
    operations.read("status", request -> unit(request).status());
    operations.read("logs", this::logs);
    operations.read("disk", this::disk);
    operations.read("deployments", this::deployments);
    operations.change("start", request -> started(unit(request), request, unit(request).start()));
    operations.change("stop", request -> changed(unit(request), unit(request).stop()));
    operations.change("kill", request -> changed(unit(request), unit(request).kill()));
    operations.change("freeze", request -> changed(unit(request), unit(request).freeze()));
    operations.change("thaw", request -> changed(unit(request), unit(request).thaw()));
    operations.change(
        "restart",
        request -> {
          unit(request).stop();
          return started(unit(request), request, unit(request).start());
        });
  }

  private Unit unit(Request request) {
    return units.get(request.text("unit"));
  }

  private ObjectNode list() {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("units");
    units.all().forEach(unit -> list.add(unit.status()));
    return answer;
  }

  private static ObjectNode started(Unit unit, Request request, boolean changed)
      throws InterruptedException {
    long seconds = request.number("wait_seconds", 0, 0, WAIT_SECONDS_MAX);
    if (seconds > 0) {
      unit.awaitReady(seconds);
    }
    return changed(unit, changed);
  }

  private static ObjectNode changed(Unit unit, boolean changed) {
    ObjectNode answer = Json.object();
    answer.put("changed", changed);
    answer.setAll(unit.status());
    return answer;
  }

  private ObjectNode logs(Request request) {
    int lines = (int) request.number("lines", 50, 1, LogTail.LINES_MAX);
    return LogTail.read(
        unit(request).definition().logPath(), lines, request.optionalText("contains"));
  }

  private ObjectNode disk(Request request) {
    Path path = request.has("path") ? allowed(Path.of(request.text("path"))) : data(unit(request));
    try {
      FileStore store = Files.getFileStore(path);
      ObjectNode answer = Json.object();
      answer.put("path", path.toString());
      answer.put("total_bytes", store.getTotalSpace());
      answer.put("free_bytes", store.getUsableSpace());
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("the file system of " + path + " can't be read", e);
    }
  }

  private Path data(Unit unit) {
    String data = unit.definition().data();
    return data == null ? directory : Path.of(data);
  }

  private Path allowed(Path path) {
    Path plain = path.toAbsolutePath().normalize();
    boolean inside =
        plain.startsWith(directory)
            || units.all().stream().anyMatch(unit -> plain.startsWith(data(unit)));
    if (!inside || !Files.exists(plain)) {
      throw new Refusal(
          Refusal.Code.PATH_REFUSED,
          path + " is no folder of this lab",
          "Name a unit, or a folder in which one keeps its data.");
    }
    return plain;
  }

  private ObjectNode deployments(Request request) {
    try {
      Optional<Instant> since = request.optionalText("since").map(Instant::parse);
      return deployments.read(since, request.optionalText("service"));
    } catch (DateTimeParseException e) {
      throw Request.invalid("since", "a time like 2026-11-22T09:00:00Z");
    }
  }
}
