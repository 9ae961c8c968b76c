package dev.twokey.connector.calendar;

import biweekly.ICalendar;
import biweekly.io.ParseWarning;
import biweekly.io.text.ICalReader;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a text in the format iCalendar. It is refused wholly where something in it is not
 * understood: an unknown time zone would otherwise move a freeze by hours.
 */
final class CalendarText {
  private static final int EVENTS_MOST = 500;

  /** The time zone is one that Java knows, and is not described in the calendar: that is fine. */
  private static final int KNOWN_ZONE = 37;

  private static final Pattern ZONE =
      Pattern.compile("^X-WR-TIMEZONE:(.*)$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  private CalendarText() {}

  /**
   * Returns what holds at some time of a span, by its begin. Days and times without a zone are of
   * the calendar's own zone ({@code X-WR-TIMEZONE}), or else UTC.
   */
  static List<Occurrence> read(String text, Instant from, Instant until) throws OutsideFailure {
    whole(text);
    ZoneId zone = zone(text);
    List<Occurrence> found = new ArrayList<>();
    try (ICalReader reader = new ICalReader(text)) {
      ICalendar calendar = reader.readNext();
      while (calendar != null) {
        understood(reader.getWarnings());
        found.addAll(new Events(calendar, zone, from, until).occurrences());
        calendar = reader.readNext();
      }
    } catch (IOException e) {
      throw refused("it is no iCalendar text (" + e.getMessage() + ")");
    } catch (IllegalArgumentException e) {
      throw refused("a value in it can't be understood (" + e.getMessage() + ")");
    }
    if (found.size() > EVENTS_MOST) {
      throw refused("more than " + EVENTS_MOST + " events are in the next days");
    }
    return found.stream().sorted(Comparator.comparing(Occurrence::start)).toList();
  }

  /** Half a calendar, or a page to sign in, holds no promise about freezes. */
  private static void whole(String text) throws OutsideFailure {
    if (count(text, "BEGIN:VCALENDAR") == 0) {
      throw refused("it is no iCalendar text");
    } else if (count(text, "BEGIN:VCALENDAR") != count(text, "END:VCALENDAR")
        || count(text, "BEGIN:VEVENT") != count(text, "END:VEVENT")) {
      throw refused("it is cut off");
    }
  }

  private static long count(String text, String line) {
    return text.lines().filter(l -> l.strip().equalsIgnoreCase(line)).count();
  }

  private static ZoneId zone(String text) throws OutsideFailure {
    Matcher own = ZONE.matcher(text);
    if (!own.find()) {
      return ZoneOffset.UTC;
    }
    String name = own.group(1).strip();
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw refused("its time zone '" + name + "' is not known");
    }
  }

  private static void understood(List<ParseWarning> warnings) throws OutsideFailure {
    Optional<ParseWarning> doubt =
        warnings.stream().filter(w -> w.getCode() == null || w.getCode() != KNOWN_ZONE).findFirst();
    if (doubt.isPresent()) {
      throw refused("something in it is not understood: " + doubt.get());
    }
  }

  static OutsideFailure refused(String why) {
    return OutsideFailure.failed(
        ErrorCode.PROBE_FAILED,
        "The calendar can't be used: " + why + ".",
        "Mend the calendar, or take it out of policy.yaml.");
  }
}
