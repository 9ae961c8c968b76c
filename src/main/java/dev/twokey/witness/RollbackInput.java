package dev.twokey.witness;

import dev.twokey.engine.Input;
import dev.twokey.journal.JournalStore.Head;

/** What becomes of a journal that is older than what was noted of it. */
public sealed interface RollbackInput extends Input {
  /** A start found a head elsewhere that this journal does not have. */
  record Find(String sink, Head noted, Head own) implements RollbackInput {}

  /** Somebody on the host accepts it. */
  record Accept(String user) implements RollbackInput {}
}
