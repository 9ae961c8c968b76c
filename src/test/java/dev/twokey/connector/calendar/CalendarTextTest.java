package dev.twokey.connector.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twokey.outside.OutsideFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a calendar's text means, whatever zone the machine is in. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CalendarTextTest {
  private static final Instant NOW = Instant.parse("2026-12-20T12:00:00Z");
  private static final TimeZone OF_THE_MACHINE = TimeZone.getDefault();

  @AfterEach
  void theMachineIsWhereItWas() {
    TimeZone.setDefault(OF_THE_MACHINE);
  }

  private static String calendar(String... events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a test//EN\r\n"
        + String.join("", events)
        + "END:VCALENDAR\r\n";
  }

  private static String event(String... lines) {
    return "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
        + String.join("\r\n", lines)
        + "\r\nEND:VEVENT\r\n";
  }

  private static List<String> read(String text) throws OutsideFailure {
    return read(text, NOW);
  }

  private static List<String> read(String text, Instant now) throws OutsideFailure {
    return CalendarText.read(text, now, now.plus(Duration.ofDays(35))).stream()
        .map(o -> o.summary() + " " + o.start() + " " + o.end())
        .toList();
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            OutsideFailure.class,
            f -> {
              assertThat(f.why().what()).contains(why);
              assertThat(f.why().advice()).isNotBlank();
            });
  }

  @Test
  void an_event_has_a_name_a_begin_and_an_end() throws OutsideFailure {
    assertThat(
            read(
                calendar(
                    event(
                        "SUMMARY:year end", "DTSTART:20261223T180000Z", "DTEND:20270102T060000Z"))))
        .containsExactly("year end 2026-12-23T18:00:00Z 2027-01-02T06:00:00Z");
  }

  @Test
  void one_that_is_over_or_far_away_is_left_out_and_one_that_holds_is_kept() throws OutsideFailure {
    assertThat(
            read(
                calendar(
                    event("SUMMARY:past", "DTSTART:20261201T180000Z", "DTEND:20261220T120000Z"),
                    event("SUMMARY:far", "DTSTART:20270301T180000Z", "DTEND:20270302T060000Z"),
                    event("SUMMARY:now", "DTSTART:20261001T000000Z", "DURATION:P100D"))))
        .containsExactly("now 2026-10-01T00:00:00Z 2027-01-09T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Pacific/Auckland", "America/Los_Angeles", "Europe/Berlin"})
  void a_whole_day_is_one_of_the_calendars_zone_or_else_of_UTC(String machine)
      throws OutsideFailure {
    TimeZone.setDefault(TimeZone.getTimeZone(machine));
    String days = event("SUMMARY:days", "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227");

    assertThat(read(calendar(days)))
        .containsExactly("days 2026-12-24T00:00:00Z 2026-12-27T00:00:00Z");
    assertThat(read(calendar("X-WR-TIMEZONE:Europe/Berlin\r\n", days)))
        .containsExactly("days 2026-12-23T23:00:00Z 2026-12-26T23:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Pacific/Auckland", "America/Los_Angeles"})
  void a_day_that_repeats_is_a_day_each_time_also_over_the_change_of_clocks(String machine)
      throws OutsideFailure {
    TimeZone.setDefault(TimeZone.getTimeZone(machine));
    String text =
        calendar(
            "X-WR-TIMEZONE:Europe/Berlin\r\n",
            event(
                "SUMMARY:sunday",
                "DTSTART;VALUE=DATE:20261018",
                "RRULE:FREQ=WEEKLY;COUNT=3",
                "EXDATE;VALUE=DATE:20261101"));

    assertThat(read(text, Instant.parse("2026-10-18T10:00:00Z")))
        .containsExactly(
            "sunday 2026-10-17T22:00:00Z 2026-10-18T22:00:00Z",
            "sunday 2026-10-24T22:00:00Z 2026-10-25T23:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Pacific/Auckland", "America/Los_Angeles"})
  void a_time_that_repeats_stays_at_its_hour_over_the_change_of_clocks(String machine)
      throws OutsideFailure {
    TimeZone.setDefault(TimeZone.getTimeZone(machine));
    String text =
        calendar(
            event(
                "SUMMARY:friday",
                "DTSTART;TZID=Europe/Berlin:20261016T160000",
                "DTEND;TZID=Europe/Berlin:20261016T180000",
                "RRULE:FREQ=WEEKLY;UNTIL=20261031T000000Z"));

    assertThat(read(text, Instant.parse("2026-10-16T15:00:00Z")))
        .containsExactly(
            "friday 2026-10-16T14:00:00Z 2026-10-16T16:00:00Z",
            "friday 2026-10-23T14:00:00Z 2026-10-23T16:00:00Z",
            "friday 2026-10-30T15:00:00Z 2026-10-30T17:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Pacific/Auckland", "America/Los_Angeles"})
  void a_time_without_a_zone_is_of_the_calendars_zone_or_else_of_UTC(String machine)
      throws OutsideFailure {
    TimeZone.setDefault(TimeZone.getTimeZone(machine));
    String local = event("SUMMARY:local", "DTSTART:20261224T090000", "DTEND:20261224T100000");

    assertThat(read(calendar(local)))
        .containsExactly("local 2026-12-24T09:00:00Z 2026-12-24T10:00:00Z");
    assertThat(read(calendar("X-WR-TIMEZONE:Europe/Berlin\r\n", local)))
        .containsExactly("local 2026-12-24T08:00:00Z 2026-12-24T09:00:00Z");
  }

  @Test
  void a_zone_that_the_calendar_describes_is_that_one() throws OutsideFailure {
    String zone =
        """
        BEGIN:VTIMEZONE\r
        TZID:W. Europe Standard Time\r
        BEGIN:STANDARD\r
        DTSTART:16010101T030000\r
        TZOFFSETFROM:+0200\r
        TZOFFSETTO:+0100\r
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r
        END:STANDARD\r
        BEGIN:DAYLIGHT\r
        DTSTART:16010101T020000\r
        TZOFFSETFROM:+0100\r
        TZOFFSETTO:+0200\r
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r
        END:DAYLIGHT\r
        END:VTIMEZONE\r
        """;
    String event =
        event(
            "SUMMARY:fair",
            "DTSTART;TZID=W. Europe Standard Time:20261224T090000",
            "DTEND;TZID=W. Europe Standard Time:20261224T100000",
            "RRULE:FREQ=DAILY;COUNT=2");

    assertThat(read(calendar(zone, event)))
        .containsExactly(
            "fair 2026-12-24T08:00:00Z 2026-12-24T09:00:00Z",
            "fair 2026-12-25T08:00:00Z 2026-12-25T09:00:00Z");
  }

  @Test
  void a_zone_that_nobody_knows_is_refused_and_not_guessed() {
    refused(
        calendar(event("DTSTART;TZID=W. Europe Standard Time:20261224T090000", "DURATION:PT1H")),
        "W. Europe Standard Time");
    refused(calendar("X-WR-TIMEZONE:Mars/Base\r\n", event("DTSTART:20261224T090000")), "Mars/Base");
  }

  @Test
  void a_time_of_a_series_that_was_moved_or_cancelled_is_moved_or_cancelled()
      throws OutsideFailure {
    String series =
        event(
            "SUMMARY:nights",
            "DTSTART:20261221T200000Z",
            "DTEND:20261221T220000Z",
            "RRULE:FREQ=DAILY;COUNT=4");
    String moved =
        event(
            "SUMMARY:nights later",
            "RECURRENCE-ID:20261222T200000Z",
            "DTSTART:20261222T230000Z",
            "DTEND:20261223T010000Z");
    String cancelled =
        event(
            "RECURRENCE-ID:20261223T200000Z",
            "STATUS:CANCELLED",
            "DTSTART:20261223T200000Z",
            "DTEND:20261223T220000Z");

    assertThat(read(calendar(series, moved, cancelled)))
        .containsExactly(
            "nights 2026-12-21T20:00:00Z 2026-12-21T22:00:00Z",
            "nights later 2026-12-22T23:00:00Z 2026-12-23T01:00:00Z",
            "nights 2026-12-24T20:00:00Z 2026-12-24T22:00:00Z");
  }

  @Test
  void a_series_without_an_end_that_began_long_ago_is_read_too() throws OutsideFailure {
    assertThat(
            read(
                calendar(
                    event(
                        "SUMMARY:month end",
                        "DTSTART:20100131T000000Z",
                        "DURATION:P1D",
                        "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"))))
        .containsExactly("month end 2026-12-31T00:00:00Z 2027-01-01T00:00:00Z");
  }

  @Test
  void an_event_that_takes_no_time_freezes_nothing() throws OutsideFailure {
    assertThat(read(calendar(event("SUMMARY:mark", "DTSTART:20261224T000000Z")))).isEmpty();
  }

  @Test
  void what_is_no_calendar_or_half_of_one_is_refused() {
    refused("", "no iCalendar text");
    refused("<html><body>Sign in</body></html>", "no iCalendar text");
    String whole = calendar(event("DTSTART:20261224T000000Z", "DURATION:P1D"));
    refused(whole.substring(0, whole.length() - 20), "cut off");
    refused(whole.replace("END:VEVENT\r\n", ""), "cut off");
  }

  @Test
  void what_is_not_understood_is_refused_wholly() {
    refused(calendar(event("SUMMARY:x", "DTSTART:soon")), "not understood");
    refused(calendar(event("SUMMARY:x")), "has no begin");
    refused(
        calendar(event("SUMMARY:x", "DTSTART:20261224T000000Z", "DTEND:20261223T000000Z")),
        "ends before it begins");
    refused(
        calendar(
            event("SUMMARY:x", "DTSTART:20261224T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY")),
        "every minute or more often");
    refused(
        calendar(
            event("SUMMARY:x", "DTSTART:20261224T000000Z", "RRULE:FREQ=DAILY"),
            event(
                "SUMMARY:y",
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20261225T000000Z",
                "DTSTART:20261225T000000Z")),
        "all later times");
  }
}
