package dev.twokey.incident;

import dev.twokey.journal.Event;

/** What happens to the binding of a channel. */
public sealed interface ChannelEvent extends Event {
  /** What happens here belongs to this incident from now on. */
  record IncidentBound(String incident, String environment) implements ChannelEvent {}

  /** The incident is over. */
  record IncidentLeft(String incident) implements ChannelEvent {}
}
