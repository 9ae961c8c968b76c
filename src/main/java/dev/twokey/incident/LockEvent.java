package dev.twokey.incident;

import dev.twokey.journal.Event;
import dev.twokey.people.PersonId;

/** What happens to the lock on a target. */
public sealed interface LockEvent extends Event {
  /** An operation holds it. */
  record LockTaken(String operation, PersonId by) implements LockEvent {}

  /** The operation ended and its effect is known. {@code changed} starts the cooldown. */
  record LockReleased(String operation, boolean changed) implements LockEvent {}

  /** A person took the target over from an operation whose effect is not known. */
  record LockTakenOver(String operation, PersonId by, String reason) implements LockEvent {}
}
