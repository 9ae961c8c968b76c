package dev.twokey.lab.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/**
 * Writes one JSON object a line to the standard output, which the supervisor keeps as the unit's
 * log.
 *
 * <p>The processes of the lab are small; they take no logging framework along.
 */
public final class LabLog {
  /** How much a line matters. */
  public enum Level {
    INFO,
    WARN,
    ERROR;

    /** The level as it stands in the log. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private LabLog() {}

  /** A line of the ordinary course of things. */
  public static void info(String message, Object... pairs) {
    write(Level.INFO, message, pairs);
  }

  /** A line that somebody should read. */
  public static void warn(String message, Object... pairs) {
    write(Level.WARN, message, pairs);
  }

  /** A line of any level; {@code pairs} are names and values, one after another. */
  public static void write(Level level, String message, Object... pairs) {
    ObjectNode line = Json.object();
    line.put("at", Instant.now().toString());
    line.put("level", level.text());
    line.put("message", message);
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      line.putPOJO(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    System.out.println(Json.line(line));
  }
}
