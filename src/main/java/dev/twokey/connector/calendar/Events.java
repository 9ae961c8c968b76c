package dev.twokey.connector.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.property.DateStart;
import biweekly.property.RecurrenceRule;
import biweekly.property.ValuedProperty;
import biweekly.util.Frequency;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import dev.twokey.outside.OutsideFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/** The events of one calendar, each as often as it repeats in a span of time. */
final class Events {
  private static final int SUMMARY_MOST = 100;
  private static final int TURNS_MOST = 20_000;

  private final ICalendar calendar;
  private final ZoneId zone;
  private final Instant from;
  private final Instant until;

  /** Which times of a series were moved or cancelled one by one. */
  private final Map<String, Set<Instant>> replaced = new HashMap<>();

  Events(ICalendar calendar, ZoneId zone, Instant from, Instant until) {
    this.calendar = calendar;
    this.zone = zone;
    this.from = from;
    this.until = until;
  }

  List<Occurrence> occurrences() throws OutsideFailure {
    for (VEvent event : calendar.getEvents()) {
      if (event.getRecurrenceId() != null) {
        if (event.getRecurrenceId().getParameters().getRange() != null) {
          throw CalendarText.refused(
              "'" + summary(event) + "' changes all later times of a series");
        }
        replaced
            .computeIfAbsent(uid(event), _ -> new HashSet<>())
            .add(start(event, event.getRecurrenceId().getValue()));
      }
    }
    List<Occurrence> found = new ArrayList<>();
    for (VEvent event : calendar.getEvents()) {
      boolean cancelled = event.getStatus() != null && event.getStatus().isCancelled();
      if (!cancelled) {
        add(event, found);
      }
    }
    return found;
  }

  private void add(VEvent event, List<Occurrence> found) throws OutsideFailure {
    if (event.getDateStart() == null || event.getDateStart().getValue() == null) {
      throw CalendarText.refused("'" + summary(event) + "' has no begin");
    }
    Span span = span(event);
    if (event.getRecurrenceId() != null) {
      keep(event, span, start(event, event.getDateStart().getValue()), found);
      return;
    }
    for (RecurrenceRule rule : event.getProperties(RecurrenceRule.class)) {
      Frequency often = rule.getValue().getFrequency();
      if (often == Frequency.SECONDLY || often == Frequency.MINUTELY) {
        throw CalendarText.refused("'" + summary(event) + "' repeats every minute or more often");
      }
    }
    Set<Instant> moved = replaced.getOrDefault(uid(event), Set.of());
    DateIterator times = event.getDateIterator(zoneOf(event));
    times.advanceTo(Date.from(from.minus(span.atMost())));
    for (int turn = 0; times.hasNext(); turn++) {
      Instant start = start(event, times.next());
      if (!start.isBefore(until)) {
        return;
      } else if (turn == TURNS_MOST) {
        throw CalendarText.refused("'" + summary(event) + "' repeats too often");
      } else if (!moved.contains(start)) {
        keep(event, span, start, found);
      }
    }
  }

  private void keep(VEvent event, Span span, Instant start, List<Occurrence> found) {
    Instant end = span.end(start, zone);
    if (end.isAfter(from) && start.isBefore(until) && end.isAfter(start)) {
      found.add(new Occurrence(summary(event), start, end));
    }
  }

  /** How long an event is: whole days of its zone, or an exact time. */
  private sealed interface Span {
    Instant end(Instant start, ZoneId zone);

    /** Returns a time that it is never longer than. */
    Duration atMost();

    record Days(long days) implements Span {
      @Override
      public Instant end(Instant start, ZoneId zone) {
        return start.atZone(zone).toLocalDate().plusDays(days).atStartOfDay(zone).toInstant();
      }

      @Override
      public Duration atMost() {
        return Duration.ofDays(days + 1);
      }
    }

    record Exact(Duration length) implements Span {
      @Override
      public Instant end(Instant start, ZoneId zone) {
        return start.plus(length);
      }

      @Override
      public Duration atMost() {
        return length.plusDays(1);
      }
    }
  }

  private Span span(VEvent event) throws OutsideFailure {
    DateStart begin = event.getDateStart();
    boolean days = !begin.getValue().hasTime();
    Instant start = start(event, begin.getValue());
    Duration length;
    if (event.getDateEnd() != null && event.getDateEnd().getValue() != null) {
      if (days) {
        long count =
            ChronoUnit.DAYS.between(day(begin.getValue()), day(event.getDateEnd().getValue()));
        return new Span.Days(checked(event, count < 0, Math.max(1, count)));
      }
      length = Duration.between(start, start(event, event.getDateEnd().getValue()));
    } else if (event.getDuration() != null && event.getDuration().getValue() != null) {
      length = Duration.ofMillis(event.getDuration().getValue().toMillis());
      if (days) {
        return new Span.Days(checked(event, length.isNegative(), Math.max(1, length.toDays())));
      }
    } else {
      return days ? new Span.Days(1) : new Span.Exact(Duration.ZERO);
    }
    return new Span.Exact(checked(event, length.isNegative(), length));
  }

  private static <T> T checked(VEvent event, boolean wrong, T value) throws OutsideFailure {
    if (wrong) {
      throw CalendarText.refused("'" + summary(event) + "' ends before it begins");
    }
    return value;
  }

  /**
   * Days, and times without a zone, are read and repeated in the machine's zone. They are of the
   * calendar's.
   */
  private Instant start(VEvent event, Date value) {
    if (event.getDateStart() == null || !local(event)) {
      return value.toInstant();
    }
    LocalDateTime there = LocalDateTime.ofInstant(value.toInstant(), ZoneId.systemDefault());
    return event.getDateStart().getValue().hasTime()
        ? there.atZone(zone).toInstant()
        : there.toLocalDate().atStartOfDay(zone).toInstant();
  }

  private boolean local(VEvent event) {
    return !event.getDateStart().getValue().hasTime()
        || calendar.getTimezoneInfo().isFloating(event.getDateStart());
  }

  private static LocalDate day(Date value) {
    return LocalDate.ofInstant(value.toInstant(), ZoneId.systemDefault());
  }

  /** A time in UTC repeats in UTC. */
  private TimeZone zoneOf(VEvent event) {
    if (local(event)) {
      return TimeZone.getDefault();
    }
    TimezoneAssignment own = calendar.getTimezoneInfo().getTimezone(event.getDateStart());
    return own == null ? TimeZone.getTimeZone("UTC") : own.getTimeZone();
  }

  private static String uid(VEvent event) {
    String uid = ValuedProperty.getValue(event.getUid());
    return uid == null ? "" : uid;
  }

  private static String summary(VEvent event) {
    String summary = ValuedProperty.getValue(event.getSummary());
    String line = summary == null || summary.isBlank() ? "no name" : summary.strip();
    String plain = line.replaceAll("\\s+", " ");
    return plain.length() <= SUMMARY_MOST ? plain : plain.substring(0, SUMMARY_MOST - 1) + "…";
  }
}
