package dev.twokey.lab.system;

/** One message on its way to the broker. */
record Event(String id, String queue, String body, long acceptedNanos) {}
