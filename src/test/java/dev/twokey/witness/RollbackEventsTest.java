package dev.twokey.witness;

import dev.twokey.journal.EventFamilySamples;

class RollbackEventsTest extends EventFamilySamples {
  RollbackEventsTest() {
    super(RollbackEvent.class, Rollback.FAMILY.events());
  }
}
