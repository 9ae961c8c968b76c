package dev.twokey.connector.calendar;

import java.time.Instant;

/**
 * One time of an event.
 *
 * @param summary what it is called
 * @param start its first moment
 * @param end this moment is free again
 */
record Occurrence(String summary, Instant start, Instant end) {}
