package dev.twokey.sim;

import dev.twokey.engine.Decider;
import dev.twokey.journal.JournalStore;
import dev.twokey.operation.Known;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.OperationInput;

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
}
