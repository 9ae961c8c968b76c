/** Calendars in the format iCalendar: when freezes are. */
@NullMarked
package dev.twokey.connector.calendar;

import org.jspecify.annotations.NullMarked;
