package dev.twokey.guard;

import dev.twokey.journal.Event;

/** What is counted of one person's broken glass. */
public sealed interface GlassEvent extends Event {
  /** The person broke the glass for an operation, whether it ran then or was stopped. */
  record Used(String operation, String reason) implements GlassEvent {}
}
