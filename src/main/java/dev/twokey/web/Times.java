package dev.twokey.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds times in plain text, so that a page can show the reader's own beside them: full ones such
 * as {@code 2026-11-22T14:32:00Z}, and times of day that say {@code UTC}, such as {@code 14:32
 * UTC}. What stands in brackets behind one and says how far it is, such as {@code (in 13 min)} or
 * {@code (5 s ago)}, is found too, so that the page can count. Anything else is left alone: {@code
 * 02:19} may be a duration.
 */
public final class Times {
  private static final Pattern TIME =
      Pattern.compile(
          "\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?Z"
              + "|\\b([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)? UTC\\b");
  private static final Pattern DISTANCE =
      Pattern.compile(" \\((in [\\w ]{1,20}|now|just now|[\\w. ]{1,20} ago)\\)");
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private Times() {}

  /**
   * A piece of a text.
   *
   * @param at the time that it says or counts from; null for the rest
   * @param kind what it is
   */
  public record Part(String text, @Nullable Instant at, Kind kind) {}

  /** What a piece of text is. */
  public enum Kind {
    TEXT,
    TIME,
    /** How long until a time. */
    LEFT,
    /** How long since a time. */
    AGO
  }

  /** Returns the text in pieces. A time of day is taken to be the one nearest to {@code near}. */
  public static List<Part> parts(String text, Instant near) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = TIME.matcher(text);
    int end = 0;
    while (matcher.find()) {
      Instant at = read(matcher.group(), near);
      if (at != null) {
        plain(text, end, matcher.start(), parts);
        parts.add(new Part(shown(matcher.group(), at), at, Kind.TIME));
        end = distance(text, matcher.end(), at, parts);
      }
    }
    plain(text, end, text.length(), parts);
    return parts;
  }

  private static void plain(String text, int from, int to, List<Part> parts) {
    if (from < to) {
      parts.add(new Part(text.substring(from, to), null, Kind.TEXT));
    }
  }

  /** Adds how far the time is, if that stands behind it; returns where the rest begins. */
  private static int distance(String text, int from, Instant at, List<Part> parts) {
    Matcher matcher = DISTANCE.matcher(text).region(from, text.length());
    if (!matcher.lookingAt()) {
      return from;
    }
    String words = matcher.group(1);
    boolean gone = words.endsWith(" ago") || words.equals("just now");
    plain(text, from, matcher.start(1), parts);
    parts.add(new Part(words, at, gone ? Kind.AGO : Kind.LEFT));
    return matcher.end(1);
  }

  private static String shown(String text, Instant at) {
    return text.endsWith("Z") ? SHORT.format(at) : text;
  }

  private static @Nullable Instant read(String text, Instant near) {
    try {
      if (text.endsWith("Z")) {
        boolean seconds = text.chars().filter(c -> c == ':').count() == 2;
        return Instant.parse(seconds ? text : text.replace("Z", ":00Z"));
      }
      return nearest(LocalTime.parse(text.substring(0, text.length() - " UTC".length())), near);
    } catch (DateTimeParseException e) {
      return null; // such as the 31st of February: stays as it is written
    }
  }

  private static Instant nearest(LocalTime time, Instant near) {
    Instant sameDay =
        near.atZone(ZoneOffset.UTC).toLocalDate().atTime(time).toInstant(ZoneOffset.UTC);
    Duration off = Duration.between(near, sameDay);
    Duration half = Duration.ofHours(12);
    if (off.compareTo(half) > 0) {
      return sameDay.minus(Duration.ofDays(1));
    }
    return off.compareTo(half.negated()) < 0 ? sameDay.plus(Duration.ofDays(1)) : sameDay;
  }
}
