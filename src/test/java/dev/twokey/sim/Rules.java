package dev.twokey.sim;

import dev.twokey.engine.Decider;
import dev.twokey.journal.JournalStore;
import dev.twokey.operation.Known;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.OperationInput;
import dev.twokey.trust.Grant;

/** Where a test puts a broken rule in the place of a real one. */
interface Rules {
  /** The product as it is. */
  Rules REAL = new Rules() {};

  default Decider<Operation, OperationInput, OperationEvent, Known> operations(
      Decider<Operation, OperationInput, OperationEvent, Known> real) {
    return real;
  }

  default JournalStore store(JournalStore real) {
    return real;
  }

  /** Returns what a replica acts by: what holds of its files. */
  default Known holding(Known holds, Disk.Files files) {
    return holds;
  }

  /** Returns a role that is held for a time. */
  default Grant held(Grant.Held grant) {
    return grant;
  }

  /** Returns whether a role is taken away when it is over. */
  default boolean ends(Grant over) {
    return true;
  }

  /** Returns how many events a card says that it is made of. */
  default int shown(int events) {
    return events;
  }

  /** Returns whether what targets answer is told as it is, with the secrets in it. */
  default boolean tellsSecrets() {
    return false;
  }
}
