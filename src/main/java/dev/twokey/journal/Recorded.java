package dev.twokey.journal;

import java.time.Instant;

/**
 * An event as it was stored.
 *
 * @param position place in the whole journal, from 1, without gaps
 * @param stream whose it is
 * @param version place in its stream, from 1, without gaps
 * @param at when it was stored; never earlier than the event before it
 * @param actor who caused it
 * @param event the fact
 */
public record Recorded(
    long position, StreamId stream, long version, Instant at, String actor, Event event) {}
