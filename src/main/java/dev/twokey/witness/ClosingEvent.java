package dev.twokey.witness;

import dev.twokey.journal.Event;
import dev.twokey.journal.JournalStore.Head;

/** What is told of something that is over. */
public sealed interface ClosingEvent extends Event {
  /** It is told with this head, which was signed. */
  record ClosingTold(Closing closing, Head head) implements ClosingEvent {}
}
