package dev.twokey.witness;

import dev.twokey.journal.Event;
import dev.twokey.journal.JournalStore.Head;

/** What is found of a journal that is not the one whose heads were noted elsewhere. */
public sealed interface RollbackEvent extends Event {
  /**
   * A start found a head elsewhere that this journal does not have.
   *
   * @param sink where
   * @param noted the head there
   * @param own the newest head of this journal then
   */
  record RollbackFound(String sink, Head noted, Head own) implements RollbackEvent {}

  /**
   * Somebody on the host takes this journal as the one that counts.
   *
   * @param noted the head that is given up
   * @param user what the operating system calls them: a text for the record, never a person
   */
  record RollbackAccepted(Head noted, String user) implements RollbackEvent {}
}
