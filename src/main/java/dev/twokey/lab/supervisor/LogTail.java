package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The end of a log file: never more than the last MiB of it is read. */
final class LogTail {
  static final int LINES_MAX = 500;
  static final int LINE_CHARACTERS_MAX = 2_000;
  private static final int BYTES_MAX = 1 << 20;

  private static final Pattern FOR_TERMINALS =
      Pattern.compile("\\x1b\\[[0-9;]*[A-Za-z]|[\\p{Cntrl}&&[^\\t]]");

  private LogTail() {}

  /** The newest matching lines, oldest first, and whether there may be more. */
  static ObjectNode read(Path log, int lines, Optional<String> contains) {
    Deque<String> found = new ArrayDeque<>();
    boolean truncated = Files.exists(log) && log.toFile().length() > BYTES_MAX;
    for (String line : lastLines(log)) {
      if (contains.isEmpty() || line.contains(contains.get())) {
        found.addLast(cut(line));
        if (found.size() > lines) {
          found.removeFirst();
          truncated = true;
        }
      }
    }
    ObjectNode answer = Json.object();
    found.forEach(answer.putArray("lines")::add);
    answer.put("truncated", truncated);
    return answer;
  }

  /** The whole lines of the last MiB; a file that does not exist has none. */
  static List<String> lastLines(Path log) {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - BYTES_MAX);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return from > 0 && !lines.isEmpty() ? lines.subList(1, lines.size()) : lines;
    } catch (IOException e) {
      throw new UncheckedIOException(log + " can't be read", e);
    }
  }

  /** Without colours and other signs for terminals, and not too long. */
  private static String cut(String line) {
    String plain = FOR_TERMINALS.matcher(line).replaceAll("");
    return plain.length() <= LINE_CHARACTERS_MAX
        ? plain
        : plain.substring(0, LINE_CHARACTERS_MAX) + "…";
  }
}
