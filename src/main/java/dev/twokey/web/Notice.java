package dev.twokey.web;

import java.time.Instant;

/**
 * Something told to one person in a channel, until they put it away.
 *
 * @param what what happened
 * @param advice what to do now; may be empty
 * @param trouble whether it says that something had no effect
 */
record Notice(String id, Instant at, String what, String advice, boolean trouble) {}
