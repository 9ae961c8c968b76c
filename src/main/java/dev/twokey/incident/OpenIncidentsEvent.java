package dev.twokey.incident;

import dev.twokey.journal.Event;

/** What happens to the list of an environment's open incidents. */
public sealed interface OpenIncidentsEvent extends Event {
  /** An incident was declared. */
  record Listed(String incident, String title) implements OpenIncidentsEvent {}

  /** It is over. */
  record Unlisted(String incident) implements OpenIncidentsEvent {}
}
