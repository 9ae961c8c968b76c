package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the environment's deployments log: one JSON line per deployment, appended by {@code lab
 * deploy}.
 */
final class Deployments {
  static final int ENTRIES_MAX = 500;

  private final Path log;

  Deployments(Path log) {
    this.log = log;
  }

  ObjectNode read(Optional<Instant> since, Optional<String> service) {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("deployments");
    int unreadable = 0;
    for (String line : LogTail.lastLines(log)) {
      try {
        JsonNode entry = Json.MAPPER.readTree(line);
        Instant at = Instant.parse(entry.path("at").asText());
        boolean wanted =
            (since.isEmpty() || !at.isBefore(since.get()))
                && (service.isEmpty() || service.get().equals(entry.path("service").asText()));
        if (wanted && list.size() < ENTRIES_MAX) {
          list.add(entry);
        }
      } catch (IOException | DateTimeException e) {
        unreadable++;
      }
    }
    answer.put("unreadable", unreadable);
    return answer;
  }
}
