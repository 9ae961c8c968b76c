package dev.twokey.connector.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twokey.outside.Limit;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with one JSON line per deployment: {@code at}, {@code service}, {@code version}, {@code
 * by}. Only its last part is read. A line that can't be read makes the whole unreadable, for it may
 * be the change that is looked for; a last line without its end is still being written.
 */
record DeploymentsLog(String file) {
  private static final int BYTES_MOST = 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One deployment. */
  record Deployment(Instant at, String service, String version, String by) {}

  List<Deployment> since(Instant time, Limit limit) throws OutsideFailure {
    List<Deployment> found = new ArrayList<>();
    for (String line : lines(limit)) {
      Deployment deployment = parse(line);
      if (!deployment.at().isBefore(time)) {
        found.add(deployment);
      }
    }
    return found;
  }

  private List<String> lines(Limit limit) throws OutsideFailure {
    try {
      return limit.wait(
          this::lines, Stage.NOT_ASKED, "The deployments log " + file + " was not read");
    } catch (IOException e) {
      throw OutsideFailure.notAsked(
          ErrorCode.FILE_UNREADABLE,
          "The deployments log " + file + " can't be read (" + e.getMessage() + ").",
          "Check the path in the connection, and that Twokey may read it.");
    }
  }

  private List<String> lines() throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      long skipped = Math.max(0, in.length() - BYTES_MOST);
      in.seek(skipped);
      byte[] bytes = new byte[(int) (in.length() - skipped)];
      in.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      int begin = skipped == 0 ? 0 : text.indexOf('\n') + 1;
      int end = Math.max(begin, text.lastIndexOf('\n'));
      return text.substring(begin, end).lines().filter(line -> !line.isBlank()).toList();
    }
  }

  private Deployment parse(String line) throws OutsideFailure {
    try {
      JsonNode entry = JSON.readTree(line);
      return new Deployment(
          Instant.parse(entry.path("at").asText()),
          entry.path("service").asText(""),
          entry.path("version").asText(""),
          entry.path("by").asText(""));
    } catch (JsonProcessingException | DateTimeException _) {
      throw OutsideFailure.failed(
          ErrorCode.PROBE_FAILED,
          "The deployments log " + file + " has a line that can't be read.",
          "Each line is {\"at\":\"2026-01-31T12:00:00Z\",\"service\":…,\"version\":…,\"by\":…}.");
    }
  }
}
